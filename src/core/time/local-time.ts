import { DAY_MS, dayOf, localMs } from './civil.ts'
import type { Local, LocalMs } from './civil.ts'
import type { Duration, Instant } from './instant.ts'
import { parseClock } from './local-day.ts'
import { offsetAt } from './zone.ts'
import type { Zone } from './zone.ts'

/** Whether a wall clock's reading comes once, never (spring) or twice (autumn) on that day. */
export type LocalKind = 'plain' | 'gap' | 'overlap'

/** Changes of one zone lie days apart (zone.ts), so the offsets a day before and after are all a reading can have. */
const before = (zone: Zone, local: LocalMs): Duration => offsetAt(zone, local - DAY_MS)
const after = (zone: Zone, local: LocalMs): Duration => offsetAt(zone, local + DAY_MS)

const asMs = (local: Local | LocalMs): LocalMs => (typeof local === 'number' ? local : localMs(local))

/**
 * The instant of a wall clock's reading. A reading that never comes moves forward by the gap, one that comes
 * twice is the earlier: 'compatible' in ECMAScript's Temporal and RFC 5545 §3.3.5.
 */
export function toInstant(zone: Zone, local: Local | LocalMs): Instant {
  const ms = asMs(local)
  const early = before(zone, ms)
  const late = after(zone, ms)
  if (early === late || offsetAt(zone, ms - early) === early) return ms - early
  return offsetAt(zone, ms - late) === late ? ms - late : ms - early
}

export function localKind(zone: Zone, local: Local | LocalMs): LocalKind {
  const ms = asMs(local)
  const early = before(zone, ms)
  const late = after(zone, ms)
  if (early === late) return 'plain'
  const holdsEarly = offsetAt(zone, ms - early) === early
  const holdsLate = offsetAt(zone, ms - late) === late
  if (holdsEarly && holdsLate) return 'overlap'
  return holdsEarly || holdsLate ? 'plain' : 'gap'
}

/** The wall clock's reading at an instant; `localFields` splits it. */
export const toLocal = (zone: Zone, instant: Instant): LocalMs => instant + offsetAt(zone, instant)

/** First instant of the local day: 00:00, or where a gap swallows midnight the moment the clock jumps. */
export function startOfDay(zone: Zone, instant: Instant): Instant {
  const midnight = dayOf(toLocal(zone, instant)) * DAY_MS
  if (localKind(zone, midnight) !== 'gap') return toInstant(zone, midnight)
  return jumpOf(zone, midnight)
}

/** The instant of the jump that leaves out this reading, by halving. */
function jumpOf(zone: Zone, local: LocalMs): Instant {
  let was = local - after(zone, local)
  let is = local - before(zone, local)
  const offset = offsetAt(zone, is)
  while (is - was > 1) {
    const middle = Math.floor((was + is) / 2)
    if (offsetAt(zone, middle) === offset) is = middle
    else was = middle
  }
  return is
}

/** A day counted from an instant's own, and the clock on it: `{ days: -1, clock: '17:00' }` is the evening before. */
export interface AtClock {
  readonly days: number
  readonly clock: string
}

/** That clock on that local day, as `toInstant` decides. A clock `parseClock` refuses throws RangeError: check it first. */
export function atClock(zone: Zone, instant: Instant, { days, clock }: AtClock): Instant {
  const time = parseClock(clock)
  if (time === undefined) throw new RangeError(`not a clock: ${clock}`)
  return toInstant(zone, (dayOf(toLocal(zone, instant)) + days) * DAY_MS + time)
}
