import type { WorkingCalendar } from './calendar.ts'
import { DAY_MS, dayOf } from './civil.ts'
import type { EpochDay } from './civil.ts'
import type { Instant } from './instant.ts'
import { formatDay, parseDay } from './local-day.ts'
import { toInstant, toLocal } from './local-time.ts'

/** A calendar closed longer than this is a mistake; without a bound it would be searched for ever. */
const LONGEST_CLOSURE = 1000

/** `day` as days since 1970 or `YYYY-MM-DD`; a text that is no day is no business day. */
export function isBusinessDay(calendar: WorkingCalendar, day: EpochDay | string): boolean {
  const number = typeof day === 'string' ? parseDay(day) : day
  return number !== undefined && calendar.isBusinessDay(number)
}

/** Within the working hours of a business day; the closing clock itself still belongs to it. */
export function isOpenAt(calendar: WorkingCalendar, instant: Instant): boolean {
  const local = toLocal(calendar.zone, instant)
  const clock = local - dayOf(local) * DAY_MS
  return calendar.isBusinessDay(dayOf(local)) && clock >= calendar.opens && clock <= calendar.closes
}

/**
 * n > 0: the close of the n-th business day after the instant's local day. That day never counts, whatever its hour
 * and whether or not it is a business day, so what comes in on a Saturday or on Friday evening has Monday as day one:
 * Regulation (EEC, Euratom) 1182/71 art. 3(1), US FRCP 6(a)(1), UK FOIA 2000 s. 10(1).
 * n < 0: the same clock on the n-th business day before, counted back alike (FRCP 6(a)(5)).
 * n = 0: the close of the day itself, or of the next business day when it is over or none.
 * Throws RangeError for an n that is no whole number and a calendar closed for 1,000 days.
 */
export function addBusinessDays(calendar: WorkingCalendar, instant: Instant, n: number): Instant {
  if (!Number.isInteger(n)) throw new RangeError(`business days are whole: ${n}`)
  const local = toLocal(calendar.zone, instant)
  const day = dayOf(local)
  if (n < 0) return toInstant(calendar.zone, nthFrom(calendar, day, n) * DAY_MS + (local - day * DAY_MS))
  const isDueToday = n === 0 && calendar.isBusinessDay(day) && local - day * DAY_MS <= calendar.closes
  const due = isDueToday ? day : nthFrom(calendar, day, Math.max(n, 1))
  return toInstant(calendar.zone, due * DAY_MS + calendar.closes)
}

/** The n-th business day after a day, or before it when n is negative; the day itself never counts. */
function nthFrom(calendar: WorkingCalendar, day: EpochDay, n: number): EpochDay {
  const step = Math.sign(n)
  let at = day
  let closed = 0
  for (let left = Math.abs(n); left > 0;) {
    at += step
    closed += 1
    if (calendar.isBusinessDay(at)) {
      left -= 1
      closed = 0
    }
    if (closed > LONGEST_CLOSURE) throw new RangeError(`no business day within ${closed} days of ${formatDay(day)}`)
  }
  return at
}

/**
 * Business days after the local day of `from` up to that of `to`, so that
 * `businessDaysBetween(c, i, addBusinessDays(c, i, n)) === n` for n > 0; negative when `to` lies before.
 */
export function businessDaysBetween(calendar: WorkingCalendar, from: Instant, to: Instant): number {
  const first = dayOf(toLocal(calendar.zone, from))
  const last = dayOf(toLocal(calendar.zone, to))
  if (last < first) return -countAfter(calendar, last - 1, first - 1)
  return countAfter(calendar, first, last)
}

function countAfter(calendar: WorkingCalendar, first: EpochDay, last: EpochDay): number {
  let count = 0
  for (let day = first + 1; day <= last; day += 1) if (calendar.isBusinessDay(day)) count += 1
  return count
}
