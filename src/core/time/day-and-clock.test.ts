import { expect, test } from 'vitest'
import { on } from '../fact/fact.testing.ts'
import { dayAndClock } from './day-and-clock.ts'
import { zone } from './zone.ts'

test('an instant reads as a weekday, a day and a clock of its place', () => {
  const london = zone('Europe/London') ?? expect.fail()
  const tokyo = zone('Asia/Tokyo') ?? expect.fail()
  expect(dayAndClock(london, on('3 17:00'))).toBe('Tue 3 Mar 17:00')
  expect(dayAndClock(tokyo, on('1 17:05'))).toBe('Mon 2 Mar 02:05')
})
