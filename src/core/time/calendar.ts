import type { EpochDay } from './civil.ts'
import { DAY_MS, civilDay, weekdayOf } from './civil.ts'
import { parseClock, parseDay } from './local-day.ts'
import { whyNotZone } from './zone-reader.ts'
import { zone } from './zone.ts'
import type { Zone } from './zone.ts'

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

/** Where holidays are kept, in the codes of ISO 3166: `{ country: 'US', state: 'MA' }`. */
export interface HolidayPlace {
  readonly country: string
  readonly state?: string
  readonly region?: string
}

/** When a silo works. Plain data, so that a version of it can be stored and compared. */
export interface BusinessCalendar {
  /** IANA name */
  readonly zone: string
  /** Default Monday to Friday. */
  readonly workingDays?: readonly Weekday[]
  /** Local clocks, default 09:00–17:00; a due in business days falls on `to`. */
  readonly hours?: { readonly from: string; readonly to: string }
  readonly holidays?: HolidayPlace
  /** Further local days closed, `YYYY-MM-DD`. */
  readonly closed?: readonly string[]
  /** Local days open in spite of weekday and holiday. */
  readonly open?: readonly string[]
}

/** The holidays of a year as local days `YYYY-MM-DD`, always the same for the same year; holidays.ts makes one. */
export type HolidaySource = (year: number) => readonly string[]

export const noHolidays: HolidaySource = () => []

/** A calendar made ready to count with. */
export interface WorkingCalendar {
  readonly zone: Zone
  /** Milliseconds since local midnight. */
  readonly opens: number
  readonly closes: number
  /** Of any local day, remembered in stretches. */
  readonly isBusinessDay: (day: EpochDay) => boolean
}

const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const OFFICE = { from: '09:00', to: '17:00' }

/** Checks a calendar and makes it ready, or says what is wrong with it. */
export function workingCalendar(
  calendar: BusinessCalendar,
  holidays: HolidaySource,
): WorkingCalendar | { readonly error: string } {
  const { workingDays = WEEKDAYS.slice(0, 5), hours = OFFICE, closed = [], open = [] } = calendar
  const at = zone(calendar.zone)
  if (at === undefined) return { error: `zone: ${whyNotZone(calendar.zone)}` }
  const opens = parseClock(hours.from)
  const closes = parseClock(hours.to)
  if (opens === undefined || closes === undefined) return { error: 'hours: write both as 09:00' }
  // 24:00 is the next day's first instant: a due there would fall on another day
  if (closes <= opens || closes >= DAY_MS) return { error: 'hours: `to` lies after `from`, at the latest at 23:59' }
  if (workingDays.length === 0) return { error: 'workingDays: at least one is needed' }
  const wrong = [...closed, ...open].find((day) => parseDay(day) === undefined)
  if (wrong !== undefined) return { error: `closed, open: "${wrong}" is no day like 2015-01-19` }
  const both = closed.find((day) => open.includes(day))
  if (both !== undefined) return { error: `closed, open: ${both} stands in both` }
  return { zone: at, opens, closes, isBusinessDay: dayBook({ workingDays, closed, open, holidays }) }
}

/** The same calendar with its holidays written out, so that a stored version never changes with the library's data. */
export function withHolidaysWritten(
  calendar: BusinessCalendar,
  holidays: HolidaySource,
  years: { readonly first: number; readonly last: number },
): BusinessCalendar {
  const { holidays: _, ...rest } = calendar
  const listed = Array.from({ length: years.last - years.first + 1 }, (_year, k) => holidays(years.first + k)).flat()
  const open = new Set(calendar.open)
  const closed = new Set([...(calendar.closed ?? []), ...listed.filter((day) => !open.has(day))])
  return { ...rest, closed: [...closed].toSorted() }
}

interface DayRules {
  readonly workingDays: readonly Weekday[]
  readonly closed: readonly string[]
  readonly open: readonly string[]
  readonly holidays: HolidaySource
}

/** Years are asked of the holiday source only when one of their days is, and only once. */
function dayBook(rules: DayRules): (day: EpochDay) => boolean {
  const weekly = WEEKDAYS.map((name) => rules.workingDays.includes(name))
  const daysOf = (days: readonly string[]): readonly EpochDay[] => days.map((day) => parseDay(day) ?? NaN)
  const open = new Set(daysOf(rules.open))
  const closed = new Set(daysOf(rules.closed))
  const years = new Map<number, ReadonlySet<EpochDay>>()
  const isHoliday = (day: EpochDay): boolean => {
    const { year } = civilDay(day)
    const known = years.get(year) ?? new Set(daysOf(rules.holidays(year)))
    years.set(year, known)
    return known.has(day)
  }
  const answers = new Map<EpochDay, boolean>()
  return (day) => {
    const known = answers.get(day)
    if (known !== undefined) return known
    const usual = weekly[weekdayOf(day) - 1] === true && !closed.has(day) && !isHoliday(day)
    const answer = open.has(day) || usual
    answers.set(day, answer)
    return answer
  }
}
