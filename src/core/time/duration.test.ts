import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDuration, parseDuration, whyNotDuration } from './duration.ts'
import { days, hours, minutes } from './instant.ts'

test.each([
  ['60m', hours(1)],
  ['3h', hours(3)],
  ['24h', days(1)],
  ['3d', days(3)],
  ['2w', days(14)],
  ['1h30m', minutes(90)],
  ['45s', 45_000],
  ['1.5s', 1500],
  ['0m', 0],
  ['PT1H30M', minutes(90)],
  ['P3DT12H', days(3.5)],
  ['PT0.25S', 250],
  ['P2W', days(14)],
])('%s is %d milliseconds', (text, length) => {
  expect(parseDuration(text)).toBe(length)
  expect(whyNotDuration(text)).toBeUndefined()
})

test.each([
  ['', 'it is empty'],
  ['60', 'it has no unit'],
  ['-3h', 'a length of time is never negative'],
  ['1.5h', 'only seconds may have a fraction'],
  ['P1M', 'months and years have no fixed length'],
  ['2 months', 'months and years have no fixed length'],
  ['P', '"P" is no length of time'],
  ['PT', '"PT" is no length of time'],
  ['30m1h', '"30m1h" is no length of time'],
  ['3h ', '"3h " is no length of time'],
  ['1h1h', '"1h1h" is no length of time'],
  [`${'9'.repeat(30)}d`, `"${'9'.repeat(30)}d" is no length of time`],
])('%j is refused: %s', (text, reason) => {
  expect(parseDuration(text)).toBeUndefined()
  expect(whyNotDuration(text)?.reason).toBe(reason)
})

test('law: a length of time written and read is the same, to the millisecond', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e13 }), (length) => {
      expect(parseDuration(formatDuration(length))).toBe(length)
    }),
  )
})

test('lengths are written in the largest units', () => {
  expect([0, 1500, minutes(90), days(3), -hours(1)].map(formatDuration)).toEqual(['0s', '1.5s', '1h30m', '3d', '-1h'])
})
