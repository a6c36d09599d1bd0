import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_MS } from '../time/civil.ts'
import { hours, minutes, parseInstant, type Instant } from '../time/instant.ts'
import { toLocal } from '../time/local-time.ts'
import { zone as zoneNamed, type Zone } from '../time/zone.ts'
import { QUIET, quietUntil, URGENT_QUIET } from './quiet-hours.ts'

const place = (name: string): Zone => zoneNamed(name) ?? expect.fail(name)
const at = (text: string): Instant => parseInstant(text) ?? expect.fail(text)
const berlin = place('Europe/Berlin')
const until = (now: string, zone = berlin, quiet = QUIET): string | null => {
  const end = quietUntil(zone, quiet, at(now))
  return end === null ? null : new Date(end).toISOString().replace(':00.000', '')
}

test('from nine in the evening until eight in the morning, by the customer’s own clock', () => {
  expect(until('2026-02-10T19:59:59Z')).toBe(null)
  expect(until('2026-02-10T20:00:00Z')).toBe('2026-02-11T07:00Z')
  expect(until('2026-02-11T06:59:59Z')).toBe('2026-02-11T07:00Z')
  expect(until('2026-02-11T07:00:00Z')).toBe(null)
  expect(until('2026-02-11T06:00:00Z', place('America/New_York'))).toBe('2026-02-11T13:00Z')
  expect(until('2026-02-10T21:30:00Z', berlin, URGENT_QUIET)).toBe(null)
  expect(until('2026-02-10T22:30:00Z', berlin, URGENT_QUIET)).toBe('2026-02-11T05:00Z')
})

test('the night that lacks an hour ends by the new clock, and so does the night that has one more', () => {
  expect(until('2026-03-28T20:00:00Z')).toBe('2026-03-29T06:00Z')
  expect(until('2026-03-29T05:59:00Z')).toBe('2026-03-29T06:00Z')
  expect(until('2026-10-24T19:00:00Z')).toBe('2026-10-25T07:00Z')
  expect(until('2026-10-25T06:59:00Z')).toBe('2026-10-25T07:00Z')
})

test('quiet hours that end in the hour that is left out, or that comes twice, end once', () => {
  const early = { from: hours(22), to: hours(2.5) }
  expect(until('2026-03-29T00:59:00Z', berlin, early)).toBe('2026-03-29T01:30Z')
  expect(until('2026-03-29T01:29:00Z', berlin, early)).toBe('2026-03-29T01:30Z')
  expect(until('2026-03-29T01:30:00Z', berlin, early)).toBe(null)
  expect(until('2026-10-25T00:29:00Z', berlin, early)).toBe('2026-10-25T00:30Z')
  // The clock shows 02:15 for the second time.
  expect(until('2026-10-25T01:15:00Z', berlin, early)).toBe(null)
})

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Africa/Casablanca'].map(
  place,
)
const clock = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * minutes(15))
const anyTime = fc.record({
  zone: fc.constantFrom(...zones),
  quiet: fc.record({ from: clock, to: clock }).filter(({ from, to }) => from !== to),
  now: fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') }),
})

test('law: what is held goes back once: at the end of the quiet hours there are none', () => {
  fc.assert(
    fc.property(anyTime, ({ zone, quiet, now }) => {
      const end = quietUntil(zone, quiet, now)
      if (end === null) return
      expect(end).toBeGreaterThan(now)
      expect(quietUntil(zone, quiet, end)).toBe(null)
      expect(quietUntil(zone, quiet, end - 1)).toBe(end)
    }),
  )
})

test('law: on a day without a change, it is quiet exactly while the clock shows so', () => {
  fc.assert(
    fc.property(anyTime, ({ zone, quiet: { from, to }, now }) => {
      const offsets = [-DAY_MS, 0, DAY_MS].map((other) => toLocal(zone, now + other) - other)
      fc.pre(new Set(offsets).size === 1)
      const shown = toLocal(zone, now) % DAY_MS
      const isQuiet = from < to ? from <= shown && shown < to : shown >= from || shown < to
      expect(quietUntil(zone, { from, to }, now) !== null).toBe(isQuiet)
    }),
  )
})
