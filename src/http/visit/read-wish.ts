import type { Instant } from '../../core/time/instant.ts'
import type { Zone } from '../../core/time/zone.ts'
import type { Slot } from '../../core/visit/slot.ts'

export interface WishAbout {
  /** What may be chosen. */
  readonly offered: readonly Slot[]
  readonly zone: Zone
  readonly now: Instant
  /** BCP 47, the reader's own first. */
  readonly languages: readonly string[]
}

export interface WishRead {
  /** `tue,thu after 15:00`; null: it was not understood. */
  readonly wish: string | null
  /** Those of the offered that fit. */
  readonly slots: readonly Slot[]
}

/** Pure: the same words about the same offer always come to the same. */
export type ReadWish = (words: string, about: WishAbout) => WishRead
