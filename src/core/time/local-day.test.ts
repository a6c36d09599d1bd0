import { expect, test } from 'vitest'
import { DAY_MS, epochDay } from './civil.ts'
import { formatDay, formatLocal, parseClock, parseDay } from './local-day.ts'

test('a day reads and writes as YYYY-MM-DD, and only so', () => {
  expect(parseDay('2015-01-16')).toBe(epochDay(2015, 1, 16))
  expect(formatDay(epochDay(2016, 2, 29))).toBe('2016-02-29')
  for (const text of [
    '',
    '2015-1-16',
    '2015-02-29',
    '2015-00-10',
    '2015-13-10',
    '2015-01-16T',
    '1899-12-31',
    '2201-01-01',
  ]) {
    expect(parseDay(text)).toBeUndefined()
  }
})

test('clocks go from 00:00 to 24:00, the end of the day', () => {
  const clocks = ['00:00', '07:30', '23:59:59', '24:00'].map(parseClock)
  expect(clocks).toEqual([0, 7.5 * 3_600_000, DAY_MS - 1000, DAY_MS])
  for (const text of ['', '7:30', '25:00', '24:01', '12:60', '12:30:60', '12.30', '12:30:1', '12:30Z']) {
    expect(parseClock(text)).toBeUndefined()
  }
})

test('a local time is written with seconds', () => {
  expect(formatLocal(epochDay(2015, 1, 16) * DAY_MS + 30_600_000)).toBe('2015-01-16T08:30:00')
  expect(formatLocal(-1)).toBe('1969-12-31T23:59:59.999')
})
