import { expect, test } from 'vitest'
import { given, on } from '../../core/fact/fact.testing.ts'
import { currentVersion } from '../../core/promise/customer-promise.ts'
import { made, promiseOf } from '../../core/promise/promise.testing.ts'
import { days, hours } from '../../core/time/instant.ts'
import type { Forecast } from '../forecast.ts'
import type { Load, Loads } from '../load.ts'
import { forecasterOf } from './forecaster.ts'
import { learn } from './learn.ts'
import type { Model } from './model.ts'
import { companyPast, START, utc } from './past.testing.ts'

const answer = learn(companyPast(1500), { before: START + days(45), zone: utc, file: 'company.csv' })
if ('problems' in answer) throw new Error('a company of 1500 promises is enough')
const { model } = answer

const noLoad: Loads = { at: () => null }
const loadOf = (load: Load): Loads => ({ at: () => load })
const none = { kept: 0, keptLate: 0, broken: 0 }
const badWeek = {
  opened: 40,
  open: 12,
  week: { kept: 2, keptLate: 1, broken: 38 },
  sixtyDays: { kept: 100, keptLate: 20, broken: 60 },
}

interface Question {
  readonly kind: string
  readonly owner: string
  readonly at: string
  readonly due?: string
}

function asks(loads: Loads, { kind, owner, at, due = '9 17:00' }: Question, of: Model = model): Forecast | null {
  const fact = made('2 09:00', due, { kind, owner })
  const promise = promiseOf([fact])
  return forecasterOf(of, loads, 'm1').says({ promise, version: currentVersion(promise), made: fact, now: on(at) })
}

test('a kind that broke a lot this week is in jeopardy, in the words of that week', () => {
  const forecast = asks(loadOf(badWeek), { kind: 'repair', owner: 'field', at: '8 17:00' })
  expect(forecast?.reason).toContain('38 of 39 such promises still open so late broke in the last 7 days')
  expect(forecast?.level).not.toBe('none')
  expect(forecast?.probability).toBeGreaterThan(
    asks(noLoad, { kind: 'repair', owner: 'field', at: '8 17:00' })?.probability ?? 1,
  )
})

test('without load facts the long run speaks', () => {
  const forecast = asks(noLoad, { kind: 'repair', owner: 'field', at: '2 09:00' })
  expect(forecast?.reason).toMatch(/\d+ % of such promises broke/)
  expect(
    asks(loadOf({ opened: 0, open: 0, week: none, sixtyDays: none }), { kind: 'repair', owner: 'field', at: '2 09:00' })
      ?.probability,
  ).toBeCloseTo(forecast?.probability ?? -1, 10)
})

test('a kind never seen is judged by its silo, a silo never seen by everybody, and says so', () => {
  const kind = asks(noLoad, { kind: 'piano', owner: 'vans', at: '2 09:00' })
  const silo = asks(noLoad, { kind: 'piano', owner: 'nobody', at: '2 09:00' })
  expect(kind?.reason).toContain('nothing of this kind was seen before')
  expect(kind?.probability).toBeGreaterThan(silo?.probability ?? 1)
})

test('what will be late is expected when such are usually made good; what will not, by its due time', () => {
  expect(asks(noLoad, { kind: 'move', owner: 'vans', at: '9 16:00' })).toMatchObject({
    expected: on('9 17:00') + hours(12),
    lateBy: hours(12),
  })
  const calm = { ...badWeek, week: { kept: 200, keptLate: 150, broken: 0 } }
  const sure: Model = {
    ...model,
    levels: { early: { low: 0.97, medium: 0.98, high: 0.99 }, last: { low: 0.97, medium: 0.98, high: 0.99 } },
  }
  expect(asks(loadOf(calm), { kind: 'repair', owner: 'field', at: '2 09:00' }, sure)).toMatchObject({
    level: 'none',
    expected: on('9 17:00'),
    lateBy: 0,
  })
})

test('while there is time to look again it takes more to speak', () => {
  const { early, last } = model.levels
  expect(early.medium).toBeGreaterThanOrEqual(last.medium)
})

test('a due time in the past is as good as broken', () => {
  expect(asks(noLoad, { kind: 'repair', owner: 'field', at: '3 09:00', due: '1 17:00' })).toMatchObject({
    probability: 1,
  })
})

test('a promise without a due time is no question for a model that knows none', () => {
  const fact = given('promise.made', '2 09:00', { promise: 'p', kind: 'sla', owner: 'desk' })
  const promise = promiseOf([fact])
  const question = { promise, version: currentVersion(promise), made: fact, now: on('2 10:00') }
  expect(forecasterOf(model, noLoad, 'm1').says(question)).toBeNull()
})

test('how long something takes after what it needs is known when it was learned', () => {
  const known: Model = { ...model, after: [{ promise: 'k.proposal', need: 'k.named', hours: 20, versions: 40 }] }
  const forecaster = forecasterOf(known, noLoad, 'm1')
  expect(forecaster.usualAfter('k.proposal', 'k.named')).toBe(hours(20))
  expect(forecaster.usualAfter('k.named', 'k.proposal')).toBeNull()
  expect(forecaster.model).toBe('m1')
})
