import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { whyNotZone } from './zone-reader.ts'
import { offsetAt, zone } from './zone.ts'

test('a zone is one object however it is written, and keeps the name it was first called', () => {
  expect(zone('America/New_York')).toBe(zone('america/new_york'))
  expect(zone('america/new_york')?.name).toBe('America/New_York')
  expect(zone('Asia/Kolkata')?.name).toBe('Asia/Kolkata')
  expect(zone('UTC')?.name).toBe('UTC')
})

test.each(['', 'Mars/Olympus', '+05:00', '-08', 'America/New York', 'x'.repeat(1e6), '__proto__', 'constructor', '\0'])(
  'no zone is called %.20j',
  (name) => {
    expect(zone(name)).toBeUndefined()
  },
)

test('an unknown zone is answered with near names', () => {
  expect(whyNotZone('US/New York')).toBe(
    '"US/New York" is no time zone this runtime knows; did you mean America/New_York?',
  )
  expect(whyNotZone('Mars/Olympus')).toMatch(/write an IANA name such as America\/New_York$/)
})

test('law: every zone of this runtime agrees with Temporal each twenty days of 2025', () => {
  for (const name of Intl.supportedValuesOf('timeZone')) {
    const here = zone(name) ?? expect.fail(name)
    for (let instant = Date.UTC(2025, 0, 1, 5); instant < Date.UTC(2026, 0, 1); instant += 20 * 86_400_000) {
      const oracle = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name).offsetNanoseconds / 1e6
      if (offsetAt(here, instant) !== oracle) expect.fail(`${name} at ${instant}`)
    }
  }
})

test('offsets of the years before standard time have seconds', () => {
  const amsterdam = zone('Europe/Amsterdam') ?? expect.fail()
  expect(offsetAt(amsterdam, Date.UTC(1930, 0, 1)) / 1000).toBe(
    Temporal.Instant.fromEpochMilliseconds(Date.UTC(1930, 0, 1)).toZonedDateTimeISO('Europe/Amsterdam')
      .offsetNanoseconds / 1e9,
  )
})

test('instants outside 1900–2200 get the nearest known offset instead of failing', () => {
  const utc = zone('UTC') ?? expect.fail()
  const newYork = zone('America/New_York') ?? expect.fail()
  expect([offsetAt(utc, -1e15), offsetAt(utc, 1e15)]).toEqual([0, 0])
  expect(offsetAt(newYork, 8.64e15)).toBe(-5 * 3_600_000)
})
