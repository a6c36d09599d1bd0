import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_MS, civilDay, daysInMonth, epochDay, localFields, localMs, weekdayOf } from './civil.ts'

test('law: day numbers agree with the runtime’s calendar for every day of 1800–2300', () => {
  for (let day = epochDay(1800, 1, 1); day <= epochDay(2300, 12, 31); day += 1) {
    const oracle = new Date(day * DAY_MS)
    const { year, month, day: dayOfMonth } = civilDay(day)
    if (year !== oracle.getUTCFullYear() || month !== oracle.getUTCMonth() + 1 || dayOfMonth !== oracle.getUTCDate()) {
      expect.fail(`${oracle.toISOString()} came out as ${year}-${month}-${dayOfMonth}`)
    }
    if (epochDay(year, month, dayOfMonth) !== day) expect.fail(`${oracle.toISOString()} does not come back`)
    if (weekdayOf(day) % 7 !== oracle.getUTCDay()) expect.fail(`${oracle.toISOString()} has another weekday`)
  }
})

test('law: a local time splits into fields and comes back, before 1970 too', () => {
  fc.assert(
    fc.property(fc.integer({ min: -3e12, max: 8e12 }), (local) => {
      const fields = localFields(local)
      expect(localMs(fields)).toBe(local)
      expect(fields.day).toBeLessThanOrEqual(daysInMonth(fields.year, fields.month))
    }),
  )
})

test('29 February exists in 2000 and 2024, not in 1900 and 2023', () => {
  expect([2000, 2024, 1900, 2023].map((year) => daysInMonth(year, 2))).toEqual([29, 29, 28, 28])
})
