import { days, type Duration, type Instant } from '../time/instant.ts'

/** The most messages to one customer in any 24 hours and in any seven days; so no calendar day or week holds more. */
export interface Caps {
  readonly day: number
  readonly week: number
}

export const CAPS: Caps = { day: 5, week: 15 }
/** What sells may come once in any 24 hours. */
const MARKETING_A_DAY = 1

/** When messages that count left for a customer, the latest first; no further back than seven days. */
export interface Left {
  readonly all: readonly Instant[]
  /** Of them: marketing. */
  readonly marketing: readonly Instant[]
}

export interface Capped {
  readonly until: Instant
  readonly reason: string
}

/** Until when no other message may follow those that left; null: one may now. */
export function cappedUntil(left: Left, caps: Caps & { readonly isMarketing: boolean }, now: Instant): Capped | null {
  const { day, week, isMarketing } = caps
  const reached = [
    { until: freeAt(left.all, day, days(1)), reason: `${day} messages have left within a day` },
    { until: freeAt(left.all, week, days(7)), reason: `${week} messages have left within a week` },
    ...(isMarketing
      ? [{ until: freeAt(left.marketing, MARKETING_A_DAY, days(1)), reason: 'an offer has left within a day' }]
      : []),
  ].filter(({ until }) => until > now)
  return reached.toSorted((a, b) => b.until - a.until)[0] ?? null
}

/** The instant at which fewer than `most` of them lie within the stretch before. */
const freeAt = (left: readonly Instant[], most: number, within: Duration): Instant =>
  (left[most - 1] ?? -Infinity) + within
