import { DAY_MS, dayOf, weekdayOf, type EpochDay } from '../../../time/civil.ts'
import type { Instant } from '../../../time/instant.ts'
import { toLocal } from '../../../time/local-time.ts'
import type { Zone } from '../../../time/zone.ts'
import type { Slot } from '../../../visit/slot.ts'
import type { Days, Span, Times, Wish } from './wish.ts'

/** A slot as a clock and a calendar at the customer's show it. */
interface Local {
  readonly slot: Slot
  readonly day: EpochDay
  /** Minutes of that day; an end on the next is beyond 1440. */
  readonly begins: number
  readonly ends: number
}

export interface At {
  readonly zone: Zone
  readonly now: Instant
}

/** Those of the slots that a wish means, in their order. */
export function matching(wish: Wish, slots: readonly Slot[], { zone, now }: At): readonly Slot[] {
  const today = dayOf(toLocal(zone, now))
  const locals = slots.map((slot) => localOf(slot, zone))
  const free = locals.filter((local) => !wish.not.some((span) => fits(span, local)))
  if (wish.want.length === 0) return free.map(({ slot }) => slot)
  const wanted = new Set(wish.want.flatMap((span) => meant(span, free, today)))
  return free.filter((local) => wanted.has(local)).map(({ slot }) => slot)
}

function localOf(slot: Slot, zone: Zone): Local {
  const begins = toLocal(zone, slot.start)
  const day = dayOf(begins)
  const minute = (local: number): number => Math.floor((local - day * DAY_MS) / 60_000)
  return { slot, day, begins: minute(begins), ends: minute(toLocal(zone, slot.end)) }
}

const fits = ({ days, times }: Span, local: Local): boolean =>
  (days.length === 0 || days.some((one) => isOn(one, local.day))) && (times === null || isAt(times, local))

const isOn = ({ weekdays, from, to }: Days, day: EpochDay): boolean =>
  (weekdays === null || weekdays.includes(weekdayOf(day))) &&
  (from === null || day >= from) &&
  (to === null || day <= to)

const isAt = ({ from, before, until, at }: Times, { begins, ends }: Local): boolean =>
  (from === null || begins >= from) &&
  (before === null || begins < before) &&
  (until === null || ends <= until) &&
  (at === null || (begins <= at && at < ends))

/** Of a weekday alone, what fits on the first of its days, from tomorrow on, on which anything does: who means today says so. */
function meant(span: Span, locals: readonly Local[], today: EpochDay): readonly Local[] {
  if (span.days.length === 0) return locals.filter((local) => fits(span, local))
  return span.days.flatMap((one) => {
    const fitting = locals.filter((local) => fits({ days: [one], times: span.times }, local))
    const isNamed = one.weekdays !== null && !one.all && one.from === null && one.to === null
    if (!isNamed) return fitting
    const later = fitting.filter(({ day }) => day > today)
    return later.filter((local) => local.day === firstOf(later, local))
  })
}

const firstOf = (fitting: readonly Local[], { day }: Local): EpochDay =>
  Math.min(...fitting.filter((other) => weekdayOf(other.day) === weekdayOf(day)).map((other) => other.day))
