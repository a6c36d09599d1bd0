import { expect, test } from 'vitest'
import { days, hours } from '../../core/time/instant.ts'
import { zone } from '../../core/time/zone.ts'
import { START, utc } from './past.testing.ts'
import { HOURS_OF_WEEK, hourOfWeek, workedBy, workUpTo } from './working-hours.ts'

/** Monday to Friday, 8 to 17. */
const office = workedBy(
  Array.from({ length: HOURS_OF_WEEK }, (_, hour) => (hour < 120 && hour % 24 >= 8 && hour % 24 < 17 ? 1 : 0)),
)
const work = (from: number, to: number): number => workUpTo(office, utc, to) - workUpTo(office, utc, from)

test('START is a Monday’s midnight', () => {
  expect(hourOfWeek(utc, START)).toBe(0)
  expect(hourOfWeek(utc, START - 1)).toBe(HOURS_OF_WEEK - 1)
})

test('a night is nothing, half an hour half of one, a weekend nothing, weeks add up', () => {
  expect(work(START + hours(17), START + hours(32))).toBeCloseTo(0, 9)
  expect(work(START + hours(8), START + hours(8.5))).toBeCloseTo(0.5, 9)
  expect(work(START + days(5), START + days(7))).toBeCloseTo(0, 9)
  expect(work(START + hours(10), START + days(21) + hours(10))).toBeCloseTo(3 * 45, 9)
})

test('a week is the local one', () => {
  const boston = zone('America/New_York')
  expect(boston === undefined ? -1 : hourOfWeek(boston, START + hours(5))).toBe(0)
})
