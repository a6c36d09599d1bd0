import type { Instant } from '../time/instant.ts'

/** A window on offer for a visit. Whoever offers it stands by it: what is chosen is booked. */
export interface Slot {
  /** As the scheduling system names it; null: it has no name. */
  readonly slot: string | null
  readonly start: Instant
  readonly end: Instant
}
