import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { days, formatInstant, hours, minutes, parseInstant, whyNotInstant } from './instant.ts'

const inRange = fc.integer({ min: Date.UTC(1900, 0, 2), max: Date.UTC(2200, 11, 30) })

test('law: an instant written and read is the same instant', () => {
  fc.assert(
    fc.property(inRange, (instant) => {
      expect(parseInstant(formatInstant(instant))).toBe(instant)
      expect(Date.parse(formatInstant(instant))).toBe(instant)
    }),
  )
})

test('law: any offset names the same instant as Temporal says', () => {
  const offset = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 })
  fc.assert(
    fc.property(inRange, offset, fc.constantFrom('T', 't', ' '), (instant, east, between) => {
      const clock = `${String(Math.floor(Math.abs(east) / 60)).padStart(2, '0')}:${String(Math.abs(east) % 60).padStart(2, '0')}`
      const local = new Date(instant + east * 60_000).toISOString().slice(0, 23).replace('T', between)
      const text = `${local}${east < 0 ? '-' : '+'}${clock}`
      expect(parseInstant(text)).toBe(Temporal.Instant.from(text.toUpperCase()).epochMilliseconds)
    }),
  )
})

test('law: what is refused has a reason, what is read has none', () => {
  const char = fc.constantFrom(...'0123456789-:.+TZ t')
  const damaged = fc.tuple(fc.constantFrom('2015-01-16T13:30:00Z', '2015-02-28 23:59:60.123+05:30'), fc.nat(29), char)
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        damaged.map(([text, at, by]) => text.slice(0, at) + by + text.slice(at + 1)),
      ),
      (text) => {
        expect(whyNotInstant(text) === '').toBe(parseInstant(text) !== undefined)
      },
    ),
    { numRuns: 20 * (fc.readConfigureGlobal().numRuns ?? 100) },
  )
})

test('digits finer than a millisecond are cut, before 1970 too', () => {
  expect(parseInstant('2015-01-16T13:30:00.1239999Z')).toBe(Date.UTC(2015, 0, 16, 13, 30, 0, 123))
  expect(parseInstant('1969-12-31T23:59:59.9999Z')).toBe(-1)
  expect(parseInstant('2015-01-16T13:30:00.5Z')).toBe(Date.UTC(2015, 0, 16, 13, 30, 0, 500))
})

test('a leap second counts as the second before it, and only at the end of a UTC day', () => {
  expect(parseInstant('2016-12-31T23:59:60Z')).toBe(Date.UTC(2016, 11, 31, 23, 59, 59))
  expect(parseInstant('2017-01-01T05:29:60+05:30')).toBe(Date.UTC(2016, 11, 31, 23, 59, 59))
  expect(parseInstant('2016-12-31T22:59:60Z')).toBeUndefined()
})

test.each([
  ['', 'it is empty'],
  [' 2015-01-16T13:30:00Z', 'it begins or ends with blanks'],
  ['16.1.2015', 'it is not written like 2015-01-16T13:30:00Z'],
  ['2015-01-16', 'it is a date without a time'],
  ['2015-01-16T13:30Z', 'it has no seconds: write 13:30:00'],
  ['2015-01-16T13:30:00', 'it has no offset: end it with Z or one such as +01:00'],
  ['2015-01-16T13:30:00.Z', 'it ends with ".Z" instead of Z or an offset such as +01:00'],
  ['2015-01-16T13:30:00+0100', 'it ends with "+0100" instead of Z or an offset such as +01:00'],
  ['2015-02-29T13:30:00Z', '2015-02 has no day 29'],
  ['2015-13-01T13:30:00Z', 'there is no month 13'],
  ['2015-01-16T24:00:00Z', 'there is no hour 24'],
  ['9999-12-31T00:00:00Z', 'year 9999 lies outside 1900–2200'],
  ['0001-01-01T00:00:00Z', 'year 0001 lies outside 1900–2200'],
  ['2016-06-30T10:00:60Z', 'a leap second can only be 23:59:60 in UTC'],
])('%j is no instant: %s', (text, why) => {
  expect(parseInstant(text)).toBeUndefined()
  expect(whyNotInstant(text)).toBe(why)
})

test('a text of megabytes is refused at once, with a short reason', () => {
  const text = `2015-01-16T13:30:00.${'1'.repeat(10_000_000)}Z`
  expect(parseInstant(text)).toBeUndefined()
  expect(whyNotInstant(text)).toBe('it has 10000021 characters, no date has more than 64')
})

test('milliseconds are written only when there are some', () => {
  expect(formatInstant(1_421_415_000_000)).toBe('2015-01-16T13:30:00Z')
  expect(formatInstant(1_421_415_000_007)).toBe('2015-01-16T13:30:00.007Z')
  expect(formatInstant(-1)).toBe('1969-12-31T23:59:59.999Z')
})

test('sums far outside the doors’ years are still written, what is no whole number throws', () => {
  for (const far of [-62_167_219_200_001, -8.64e15, 253_402_300_800_000, 8.64e15]) {
    expect(Date.parse(formatInstant(far))).toBe(far)
  }
  expect(() => formatInstant(Number.NaN)).toThrow(RangeError)
})

test('minutes, hours and days are milliseconds', () => {
  expect([minutes(60), hours(24), days(1)]).toEqual([hours(1), days(1), 86_400_000])
})
