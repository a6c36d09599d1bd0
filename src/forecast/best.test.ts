import { expect, test } from 'vitest'
import { on } from '../core/fact/fact.testing.ts'
import { clock } from '../core/promise/promise.testing.ts'
import { best, type Sources } from './best.ts'
import type { Forecast, JeopardyLevel } from './forecast.ts'

const says = (level: JeopardyLevel, reason: string, expected: string | null = null): Forecast => ({
  level,
  probability: null,
  expected: expected === null ? null : on(expected),
  lateBy: null,
  reason,
  facts: [],
})
const none: Sources = { silo: null, needs: null, model: null }
const at = (now: string, sources: Partial<Sources>): string => {
  const forecast = best({ ...none, ...sources }, { now: on(now), said: clock })
  return forecast === null ? 'nothing' : `${forecast.from} ${forecast.level}: ${forecast.reason}`
}

test('a silo’s own word stands against everything else, until the time it named has passed', () => {
  const sources = { silo: says('none', 'in time', '5 12:00'), needs: says('high', 'no engineer') }
  expect(at('5 11:59', sources)).toBe('silo none: in time')
  expect(at('5 12:00', sources)).toBe('needs high: no engineer')
})

test('a time that passed in silence is itself a reason, where nothing worse is known', () => {
  const sources = { silo: says('none', 'in time', '5 12:00'), model: says('low', '30 %') }
  expect(at('5 12:00', sources)).toBe('silo medium: it was expected by 5 12:00, and has not come')
  expect(at('5 12:00', { ...sources, model: says('high', '90 %') })).toBe('model high: 90 %')
})

test('a silo that says it will be late is believed also when its new time is over', () => {
  expect(at('9 12:00', { silo: says('high', 'late', '8 12:00'), model: says('none', '2 %') })).toBe('silo high: late')
})

test('of needs and model the one that sees most danger counts, of two alike the needs, of no danger the figure', () => {
  expect(at('5 12:00', { needs: says('medium', 'no engineer'), model: says('medium', '50 %') })).toMatch(/^needs/)
  expect(at('5 12:00', { needs: says('medium', 'no engineer'), model: says('high', '90 %') })).toMatch(/^model/)
  expect(at('5 12:00', { needs: says('none', 'in time'), model: says('none', '2 %') })).toMatch(/^model/)
  expect(at('5 12:00', { needs: says('low', 'owed'), model: says('none', '2 %') })).toMatch(/^needs/)
  expect(at('5 12:00', none)).toBe('nothing')
})
