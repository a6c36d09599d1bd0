import { expect, test } from 'vitest'
import { hours, minutes } from '../../core/time/instant.ts'
import { clockTime, counted, share, span } from './words.ts'

test('numbers are said as a person says them', () => {
  expect([counted(1, 'fact'), counted(1200, 'fact')]).toEqual(['1 fact', '1,200 facts'])
  expect([share(1, 3), share(0, 0)]).toEqual(['33.3\u2009%', '–'])
  expect([span(hours(7)), span(minutes(200)), span(hours(52)), span(minutes(5)), span(0), span(-minutes(5))]).toEqual([
    '7 h',
    '3 h 20 min',
    '2 days 4 h',
    '5 min',
    '0 min',
    '−5 min',
  ])
  expect(clockTime(Date.UTC(2026, 2, 2, 9), 'Europe/Berlin')).toBe('2 Mar 2026, 10:00')
})
