import { optionsOf } from '../../core/message/reply/options.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { VisitInCalendar } from '../../core/visit/calendar.ts'
import type { Slot } from '../../core/visit/slot.ts'
import type { StillStanding, TextLook } from '../../playbook/text/names.ts'

/** What a message's words are made of, as it waits in the outbox; nothing personal. */
export interface StoredLook {
  readonly due: { readonly from: Instant | null; readonly to: Instant | null }
  readonly promise: {
    readonly id: string
    readonly kind: string
    readonly key: string
    readonly owner: string
  } | null
  readonly forecast: {
    readonly expected: Instant | null
    readonly reason: string
    /** The model that was in force; absent or null: none was. */
    readonly model?: string | null
  } | null
  readonly fact: Readonly<Record<string, unknown>> | null
  readonly cause: string | null
  /** Of a date that was moved: the window before it. */
  readonly was?: { readonly from: Instant | null; readonly to: Instant | null }
  readonly ask: readonly string[]
  /** The slots that its words read back, as the reply that asked for them has them; absent: none. */
  readonly slots?: readonly Slot[]
  /** Of a nudge: which department, and how far up its chain. */
  readonly silo: { readonly name: string; readonly rung: number } | null
  /** When it says that the next word comes; null: it promised none that somebody sees to. */
  readonly next_word?: Instant | null
  /** Of a heads-up: the promises it does not touch. */
  readonly stands?: readonly StillStanding[]
  /** The visit it speaks of, as a calendar would have it when this was decided. */
  readonly calendar?: VisitInCalendar
  /** When it was decided. */
  readonly at?: Instant
  /** Of a message about a visit: which of its links it carries. Never the token. */
  readonly link?: { readonly visit: string; readonly generation: number }
  /** The channels it may take, the one to try first in front; absent: the one it waits for, and no other. */
  readonly ladder?: readonly string[]
  /** It answers what the customer has just done. */
  readonly answers?: true
  /** When they said the opt-out that it confirms. */
  readonly confirms?: Instant
}

/** How a brand calls itself in its texts. */
export interface BrandWords {
  readonly name: string
  readonly phone: string | null
  readonly link: string | null
  /** Where its customers' pages are: `https://visits.acme.example`, without a slash at the end. */
  readonly pages?: string | null
}

export interface Adding {
  /** The customer's. */
  readonly name: string | null
  readonly brand: BrandWords | undefined
  readonly sentAt: Instant
  /** The page of the visit it is about; null or absent: it is about none. */
  readonly page?: string | null
}

const DAY_MS = 24 * 3_600_000

/** All that a text may name, for one person. */
export function textLook(look: StoredLook, { name, brand, sentAt, page = null }: Adding): TextLook {
  const { due, was = null, promise, forecast, fact, cause, stands = [] } = look
  return {
    promise,
    due,
    was,
    forecast,
    fact,
    cause,
    customer: { name },
    brand: { name: brand?.name ?? null, phone: brand?.phone ?? null },
    link: page ?? brand?.link ?? null,
    next_word_by: look.next_word ?? nextWordBy(due.to, sentAt),
    // A message may wait for the morning: what was due in the night stands no more.
    stands: stands.filter(({ at }) => at > sentAt),
    options: optionsOf(look.ask, look.slots ?? []),
  }
}

/** When the time promised is over there is word again, kept or broken; where that is past or not known, within a day. */
const nextWordBy = (due: Instant | null, sentAt: Instant): Instant =>
  due !== null && due > sentAt ? due : sentAt + DAY_MS
