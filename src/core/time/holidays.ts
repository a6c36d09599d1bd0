import type { HolidayPlace, HolidaySource } from './calendar.ts'
import { DAY_MS } from './civil.ts'
import { formatDay, parseDay } from './local-day.ts'
import type { default as Library, HolidaysTypes } from 'date-holidays'

/**
 * Public holidays of a place by date-holidays (data CC-BY-3.0), or what is wrong with the place. The library is
 * loaded here and only when asked for: 240 ms and 24 MB to import, 40 ms for a place's first year, 7 ms for each
 * further one (Node 20.20, EPYC, 2026); a run without holidays pays nothing.
 */
export async function loadHolidays(place: HolidayPlace): Promise<HolidaySource | { readonly error: string }> {
  const { default: Holidays } = await import('date-holidays')
  const library = new Holidays()
  const error = whyNotPlace(library, place)
  if (error !== undefined) return { error }
  library.init(place)
  const years = new Map<number, readonly string[]>()
  return (year) => {
    const known = years.get(year) ?? daysOff(library, year)
    years.set(year, known)
    return known
  }
}

/** The library answers an unknown place with no holidays and an unknown state with the country's: both are refused here. */
function whyNotPlace(library: Library, { country, state, region }: HolidayPlace): string | undefined {
  const countries = library.getCountries()
  if (!Object.hasOwn(countries, country))
    return `country: "${country}" is none we have holidays for; write it like US or GB`
  if (state === undefined) return region === undefined ? undefined : 'region: it needs a state'
  const states = library.getStates(country) ?? {}
  if (!Object.hasOwn(states, state)) return `state: ${country} has no "${state}"; ${oneOf(states)}`
  if (region === undefined) return undefined
  const regions = library.getRegions(country, state) ?? {}
  return Object.hasOwn(regions, region)
    ? undefined
    : `region: ${country}-${state} has no "${region}"; ${oneOf(regions)}`
}

function oneOf(codes: Readonly<Record<string, string>>): string {
  const known = Object.keys(codes)
  return known.length === 0 ? 'leave it out' : `write one of ${known.join(', ')}`
}

/** A feast may begin in December and end in January, and is listed under the year it begins in: so that one is asked too. */
function daysOff(library: Library, year: number): readonly string[] {
  const listed = [...library.getHolidays(year - 1), ...library.getHolidays(year)]
  const days = listed.filter(({ type }) => type === 'public').flatMap(daysOfHoliday)
  return [...new Set(days)].filter((day) => day.startsWith(`${year}-`)).toSorted()
}

/** Whole days only: an afternoon off leaves the day a business day. An hour's leeway for days on which the clocks change. */
function daysOfHoliday({ date, start, end }: HolidaysTypes.Holiday): readonly string[] {
  const first = parseDay(date.slice(0, 10))
  const length = Math.floor((end.getTime() - start.getTime()) / DAY_MS + 0.1)
  return first === undefined ? [] : Array.from({ length }, (_, k) => formatDay(first + k))
}
