import type { BusinessCalendar, HolidayPlace, HolidaySource, WorkingCalendar } from '../../core/time/calendar.ts'
import { noHolidays, workingCalendar } from '../../core/time/calendar.ts'
import type { CalendarShape, PlaybookShape } from '../shape.ts'
import { complain, type Compiling } from './compiling.ts'

/** Holidays by the text a playbook names them with (`US-MA`); loaded before compiling, since loading takes a moment. */
export type HolidaysByPlace = ReadonlyMap<string, HolidaySource>

/** `US-MA-BO` is country, state and region. */
export function holidayPlace(text: string): HolidayPlace {
  const [country = '', state, region] = text.split('-')
  return { country, ...(state === undefined ? {} : { state }), ...(region === undefined ? {} : { region }) }
}

export const holidaysNamed = ({ calendars }: PlaybookShape): readonly string[] =>
  Object.values(calendars ?? {}).flatMap(({ holidays }) => (holidays === undefined ? [] : [holidays]))

const plainData = ({ zone, days, hours, holidays, closed, open }: CalendarShape): BusinessCalendar => ({
  zone,
  ...(days === undefined ? {} : { workingDays: days }),
  ...(hours === undefined ? {} : { hours: { from: hours.slice(0, 5), to: hours.slice(6) } }),
  ...(holidays === undefined ? {} : { holidays: holidayPlace(holidays) }),
  ...(closed === undefined ? {} : { closed }),
  ...(open === undefined ? {} : { open }),
})

type CalendarOf = Compiling['calendarOf']

/** Each silo's calendar; without one, Monday to Friday from 09:00 to 17:00 in the customer's own zone. */
export function compileCalendars(
  shape: PlaybookShape,
  holidays: HolidaysByPlace,
  complaints: Pick<Compiling, 'document' | 'problems'>,
): CalendarOf {
  const bySilo = new Map<string, WorkingCalendar>()
  for (const [silo, written] of Object.entries(shape.calendars ?? {})) {
    const source = written.holidays === undefined ? noHolidays : holidays.get(written.holidays)
    const made = workingCalendar(plainData(written), source ?? noHolidays)
    if ('error' in made || source === undefined) {
      const reason = 'error' in made ? made.error : `There are no holidays known for ${written.holidays}.`
      const mend = 'Name the zone like Europe/London and the holidays like GB-ENG.'
      complain(complaints as Compiling, ['calendars', silo], { code: 'calendar', reason, mend })
    } else bySilo.set(silo, made)
  }
  const byZone = new Map<string, WorkingCalendar>()
  return (silo, zone) => bySilo.get(silo) ?? bySilo.get('default') ?? ofZone(byZone, zone)
}

function ofZone(byZone: Map<string, WorkingCalendar>, zone: string): WorkingCalendar {
  const known = byZone.get(zone)
  if (known !== undefined) return known
  const made = workingCalendar({ zone }, noHolidays)
  const calendar = 'error' in made ? ofZone(byZone, 'UTC') : made
  byZone.set(zone, calendar)
  return calendar
}
