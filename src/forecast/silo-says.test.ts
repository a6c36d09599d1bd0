import { expect, test } from 'vitest'
import type { FactData } from '../core/fact/fact.ts'
import { given, on, text } from '../core/fact/fact.testing.ts'
import { currentVersion } from '../core/promise/customer-promise.ts'
import { made, moved, progressed, promiseOf } from '../core/promise/promise.testing.ts'
import { hours } from '../core/time/instant.ts'
import { isJeopardyLevel, reaches, type Forecast } from './forecast.ts'
import { siloSays } from './silo-says.ts'

const booked = made('2 09:00', '9 17:00')
const saying = (data: FactData): Forecast | null => {
  const promise = promiseOf([booked, progressed('4 09:00', data)])
  return siloSays(promise, currentVersion(promise))
}

test('no silo has said anything: no forecast, which is not the same as no danger', () => {
  const promise = promiseOf([booked])
  expect(siloSays(promise, currentVersion(promise))).toBeNull()
})

test('expected after the due time: high jeopardy, and by how much', () => {
  expect(saying({ expected: text('9 19:00'), reason: 'part missing' })).toEqual({
    level: 'high',
    probability: null,
    expected: on('9 19:00'),
    lateBy: hours(2),
    reason: 'part missing',
    facts: ['crm work.progressed@4 09:00'],
  })
})

test('expected by the due time: none', () => {
  expect(saying({ expected: text('9 17:00') })).toMatchObject({
    level: 'none',
    lateBy: 0,
    reason: 'the silo expects it in time',
  })
})

test('late without a time is high jeopardy of unknown length', () => {
  expect(saying({})).toMatchObject({ level: 'high', expected: null, lateBy: null, reason: 'the silo expects it late' })
})

test('a level the silo names counts more than its date; one nobody knows does not', () => {
  expect(saying({ expected: text('9 19:00'), level: 'low' })).toMatchObject({ level: 'low' })
  expect(saying({ expected: text('9 12:00'), level: 'medium' })).toMatchObject({ level: 'medium' })
  expect(saying({ expected: text('9 19:00'), level: 'toString' })).toMatchObject({ level: 'high' })
})

test('an estimate speaks of the version it was given for, and of none without a due time', () => {
  const slipped = promiseOf([
    booked,
    progressed('4 09:00', { expected: text('9 19:00') }),
    moved('5 09:00', '12 17:00'),
  ])
  expect(siloSays(slipped, currentVersion(slipped))).toBeNull()
  const ticket = promiseOf([given('promise.made', '2 09:00', { promise: 'p' }), progressed('4 09:00')])
  expect(siloSays(ticket, currentVersion(ticket))).toBeNull()
})

test('levels are ordered', () => {
  const levels = ['none', 'low', 'medium', 'high'] as const
  for (const [at, level] of levels.entries())
    for (const [other, wanted] of levels.entries()) expect(reaches(level, wanted)).toBe(at >= other)
  expect(['medium', 'Medium', ''].map(isJeopardyLevel)).toEqual([true, false, false])
})

test('a silo that changed its mind twice is believed only in its worse word, and the reason says so', () => {
  const said = (...expected: readonly string[]): Forecast | null => {
    const words = expected.map((at, index) => progressed(`4 0${index}:00`, { expected: text(at) }))
    const promise = promiseOf([booked, ...words])
    return siloSays(promise, currentVersion(promise))
  }
  expect(said('9 19:00', '9 12:00')).toMatchObject({ level: 'none', expected: on('9 12:00') })
  expect(said('9 19:00', '9 12:00', '9 18:00')).toMatchObject({
    level: 'high',
    expected: on('9 19:00'),
    reason: 'the silo expects it late; it has changed its mind 2 times, and its worse word counts',
    facts: ['crm work.progressed@4 02:00', 'crm work.progressed@4 00:00'],
  })
  expect(said('9 12:00', '9 19:00', '9 11:00')).toMatchObject({ level: 'high', expected: on('9 19:00') })
  expect(said('9 12:00', '9 19:00', '9 11:00', '9 20:00')).toMatchObject({ reason: 'the silo expects it late' })
  // Later and later is no change of mind.
  expect(said('9 18:00', '9 19:00', '9 18:30')).toMatchObject({ expected: on('9 18:30') })
})
