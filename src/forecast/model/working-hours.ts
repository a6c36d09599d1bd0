import { hours, type Instant } from '../../core/time/instant.ts'
import { toLocal } from '../../core/time/local-time.ts'
import type { Zone } from '../../core/time/zone.ts'

/** A silo's usual week as 168 numbers, Monday 00:00 first: how much it settles in that hour, 1 on average. */
export type Week = readonly number[]

export const HOURS_OF_WEEK = 168
/** 1 January 1970 was a Thursday. */
const MONDAY = 3 * 24

/** A week ready to be asked: how much is worked from its start to each hour. */
export type WorkedBy = Float64Array

export function workedBy(week: Week): WorkedBy {
  const sums = new Float64Array(HOURS_OF_WEEK + 1)
  for (let hour = 0; hour < HOURS_OF_WEEK; hour++) sums[hour + 1] = (sums[hour] ?? 0) + (week[hour] ?? 0)
  return sums
}

/** The hour of the local week at an instant, with its fraction, counted from some Monday. */
const localHour = (zone: Zone, at: Instant): number => toLocal(zone, at) / hours(1) + MONDAY

export const hourOfWeek = (zone: Zone, at: Instant): number => {
  const hour = Math.floor(localHour(zone, at)) % HOURS_OF_WEEK
  return hour < 0 ? hour + HOURS_OF_WEEK : hour
}

/** Hours' worth of usual work up to an instant, counted from some Monday; of two instants the difference is the work between. */
export function workUpTo(worked: WorkedBy, zone: Zone, at: Instant): number {
  const hour = localHour(zone, at)
  const weeks = Math.floor(hour / HOURS_OF_WEEK)
  const within = hour - weeks * HOURS_OF_WEEK
  const whole = Math.floor(within)
  const before = worked[whole] ?? 0
  const sum = before + ((worked[whole + 1] ?? before) - before) * (within - whole)
  return weeks * (worked[HOURS_OF_WEEK] ?? 0) + sum
}
