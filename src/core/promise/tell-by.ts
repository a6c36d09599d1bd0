import type { Duration, Instant } from '../time/instant.ts'
import type { Due } from './rule.ts'

const HOUR: Duration = 3_600_000
const WINDOW_LEAD: Duration = HOUR
const INSTANT_LEAD: Duration = 24 * HOUR

/**
 * The last instant at which word still helps. Of a window: an hour before its start. Of an instant: a day before it,
 * or half the promise's length when that is less. Never before the promise was made; null when due is not known.
 */
export function usualTellBy(made: Instant, due: Due): Instant | null {
  if (due.from !== null) return Math.max(made, due.from - WINDOW_LEAD)
  if (due.to === null) return null
  const half = Math.trunc((due.to - made) / 2)
  return Math.max(made, due.to - Math.min(INSTANT_LEAD, Math.max(0, half)))
}
