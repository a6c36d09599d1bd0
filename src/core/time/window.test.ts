import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatWindow, parseWindow, whyNotWindow, windowContains, windowLength, windowText } from './window.ts'
import { zone } from './zone.ts'

const morning = { start: '2015-01-16T08:00:00-05:00', end: '2015-01-16T12:00:00-05:00' }
const newYork = zone('America/New_York') ?? expect.fail()
const window = parseWindow(morning) ?? expect.fail()

test('a window is read from its two ends, and both belong to it', () => {
  expect(windowLength(window)).toBe(4 * 3_600_000)
  const asked = [window.start - 1, window.start, window.end, window.end + 1]
  expect(asked.map((instant) => windowContains(window, instant))).toEqual([false, true, true, false])
})

test('law: a window written and read is the same window', () => {
  const start = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2150, 0, 1) })
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 1e10 }), (from, length) => {
      const given = { start: from, end: from + length }
      expect(parseWindow(formatWindow(given))).toEqual(given)
    }),
  )
})

test.each([
  [undefined, 'start: it is missing or no text'],
  [null, 'start: it is missing or no text'],
  ['2015-01-16T08:00:00Z', 'start: it is missing or no text'],
  [{ start: morning.start }, 'end: it is missing or no text'],
  [{ ...morning, end: 'noon' }, 'end: it is not written like 2015-01-16T13:30:00Z'],
  [{ start: morning.end, end: morning.start }, 'end: it does not lie after start'],
  [{ start: morning.start, end: morning.start }, 'end: it does not lie after start'],
])('%j is no window: %s', (data, why) => {
  expect(parseWindow(data)).toBeUndefined()
  expect(whyNotWindow(data)).toBe(why)
})

test('people read a window in the clock of their own zone', () => {
  expect(windowText(window, newYork)).toBe('2015-01-16 08:00–12:00')
  const night = parseWindow('2015-01-17T01:00:00Z/2015-01-17T06:00:00Z') ?? expect.fail()
  expect(windowText(night, newYork)).toBe('2015-01-16 20:00–2015-01-17 01:00')
})
