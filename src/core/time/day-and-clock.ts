import type { Instant } from './instant.ts'
import { DAY_MS, civilDay, dayOf, weekdayOf } from './civil.ts'
import { pad2 } from './digits.ts'
import { toLocal } from './local-time.ts'
import type { Zone } from './zone.ts'

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `Tue 3 Mar 17:00`: an instant inside a reason, on the wall clock of a place. */
export function dayAndClock(zone: Zone, at: Instant): string {
  const local = toLocal(zone, at)
  const of = dayOf(local)
  const { month, day } = civilDay(of)
  const minutes = Math.floor((local - of * DAY_MS) / 60_000)
  const weekday = WEEKDAYS[weekdayOf(of) - 1] ?? ''
  return `${weekday} ${day} ${MONTHS[month - 1] ?? ''} ${pad2(Math.floor(minutes / 60))}:${pad2(minutes % 60)}`
}
