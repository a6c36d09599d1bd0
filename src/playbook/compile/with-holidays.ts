import type { HolidaySource } from '../../core/time/calendar.ts'
import { loadHolidays } from '../../core/time/holidays.ts'
import type { Sha256 } from '../../core/fact/subject.ts'
import type { PlaybookSource } from '../read.ts'
import { holidayPlace, holidaysNamed } from './calendars.ts'
import { compilePlaybook, type Compiled } from './playbook.ts'

/** Compiles a playbook with the holidays its calendars name; one that names a place nobody knows has a problem there. */
export async function compileWithHolidays(source: PlaybookSource, sha256: Sha256): Promise<Compiled> {
  const holidays = new Map<string, HolidaySource>()
  for (const name of holidaysNamed(source.shape)) {
    const found = await loadHolidays(holidayPlace(name))
    if (!('error' in found)) holidays.set(name, found)
  }
  return compilePlaybook(source, { holidays, sha256 })
}
