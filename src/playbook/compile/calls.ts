import { addBusinessDays } from '../../core/time/business-days.ts'
import type { WorkingCalendar } from '../../core/time/calendar.ts'
import { parseClock } from '../../core/time/local-day.ts'
import { atClock } from '../../core/time/local-time.ts'
import { zone } from '../../core/time/zone.ts'
import type { Calls } from '../expression/field-type.ts'
import type { CustomerSeen } from '../seen.ts'

export interface CallsFor {
  readonly zone: string
  readonly calendar: () => WorkingCalendar
  readonly customer: CustomerSeen | null
  readonly score?: ((name: string) => number | null) | undefined
}

/** Where nothing was learned it is as likely as not: who asks for more than a third has a person look. */
const AS_LIKELY_AS_NOT = 0.5

/** The functions an expression may call, for one customer's zone and one silo's calendar. */
export const callsFor = ({ zone: name, calendar, customer, score }: CallsFor): Calls => ({
  local: (instant, clock) => {
    const at = zone(name)
    if (typeof instant !== 'number' || typeof clock !== 'string' || at === undefined) return null
    return parseClock(clock) === undefined ? null : atClock(at, instant, { days: 0, clock })
  },
  business_days: (instant, n) =>
    typeof instant === 'number' && typeof n === 'number' && Number.isInteger(n)
      ? addBusinessDays(calendar(), instant, n)
      : null,
  score: (of) => (typeof of === 'string' ? (score?.(of) ?? AS_LIKELY_AS_NOT) : null),
  'customer.asked': (topic) => typeof topic === 'string' && (customer?.asked.has(topic) ?? false),
  'customer.did': (thing) => typeof thing === 'string' && (customer?.did.has(thing) ?? false),
})
