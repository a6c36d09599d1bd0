/** A wall clock's reading as milliseconds since 1970-01-01T00:00:00 of that same clock: as if it stood in UTC. */
export type LocalMs = number
/** Whole days since 1970-01-01 in the proleptic Gregorian calendar. */
export type EpochDay = number

/** What a calendar and a clock on the wall say; months and days from 1. */
export interface Local {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond?: number
}

export const DAY_MS = 86_400_000
/** Years outside are refused at every door: they are typing errors or a system's "no date" (0001, 9999). */
export const FIRST_YEAR = 1900
export const LAST_YEAR = 2200

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0)
}

/** Days since 1970-01-01; years from 0. Counts in years that begin in March (H. Hinnant, days_from_civil, 2013). */
export function epochDay(year: number, month: number, day: number): EpochDay {
  const y = month <= 2 ? year - 1 : year
  const dayOfYear = ((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear + day - 719_469
}

/** The same way back. */
export function civilDay(day: EpochDay): Pick<Local, 'year' | 'month' | 'day'> {
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra =
    ((dayOfEra - ((dayOfEra / 1460) | 0) + ((dayOfEra / 36_524) | 0) - ((dayOfEra / 146_096) | 0)) / 365) | 0
  const dayOfYear = dayOfEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0))
  const marchMonth = ((5 * dayOfYear + 2) / 153) | 0
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  return { year, month, day: dayOfYear - (((153 * marchMonth + 2) / 5) | 0) + 1 }
}

/** 1 = Monday … 7 = Sunday, as ISO 8601 counts. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: EpochDay): number => ((((day + 3) % 7) + 7) % 7) + 1

export const dayOf = (local: LocalMs): EpochDay => Math.floor(local / DAY_MS)

export function localMs(local: Local): LocalMs {
  const clock = (local.hour * 60 + local.minute) * 60 + local.second
  return epochDay(local.year, local.month, local.day) * DAY_MS + clock * 1000 + (local.millisecond ?? 0)
}

export function localFields(local: LocalMs): Local {
  const day = dayOf(local)
  const ms = local - day * DAY_MS
  const second = Math.floor(ms / 1000)
  const clock = { hour: Math.floor(second / 3600), minute: Math.floor(second / 60) % 60, second: second % 60 }
  return { ...civilDay(day), ...clock, millisecond: ms % 1000 }
}
