import fc from 'fast-check'
import { expect, test } from 'vitest'
import { zone } from '../../core/time/zone.ts'
import type { Fact } from '../../core/fact/fact.ts'
import { given, text } from '../../core/fact/fact.testing.ts'
import { kept, made } from '../../core/promise/promise.testing.ts'
import type { Program } from '../../playbook/program.ts'
import { addAgainst, againstOf, startAgainst, type Against } from './against.ts'
import { fixedForecaster, march, silentProgram, statedProgram, watched } from './backtest.testing.ts'
import { addTelling, startTelling, tellingOf } from './telling.ts'

const utc = zone('UTC')
if (utc === undefined) throw new Error('UTC is a zone')
const within = { period: march, zone: utc }
const forecaster = fixedForecaster(() => null)
const turnOf = (facts: readonly Fact[], program: Program) => watched(facts, { forecaster, program }).turn

const booked = made('2 09:00', '9 17:00', { kind: 'repair', owner: 'field' })
const late = given('work.progressed', '4 09:00', { promise: 'p', expected: text('10 09:00') })

function comparedOf(customers: readonly (readonly Fact[])[], theirs: Program): Against {
  const tally = startAgainst()
  for (const facts of customers)
    addAgainst(tally, { ours: turnOf(facts, statedProgram), theirs: turnOf(facts, theirs) }, within)
  return againstOf(tally, 'other')
}

test('exact until the first act that differs: from then on nobody knows what the customer would have done', () => {
  const against = comparedOf(
    [[booked, late], [booked], [booked, late, kept('9 12:00')], [booked, kept('9 12:00')]],
    silentProgram,
  )
  expect(against).toMatchObject({ customers: 4, exactToTheEnd: 0.25, daysToDivergence: { p50: 2 } })
  expect(against.messages).toEqual({ this: { exact: 2, carriedForward: 0 }, against: { exact: 1, carriedForward: 1 } })
  expect(against.differences).toEqual([
    { playbook: 'against', moment: 'silent.stated.thanks', promise: 'kept', n: 1 },
    { playbook: 'this', moment: 'test.stated.heads_up', promise: 'broken', n: 1 },
    { playbook: 'this', moment: 'test.stated.heads_up', promise: 'kept', n: 1 },
  ])
})

test('samples show the promise the difference began with, as each playbook would have told it', () => {
  const { samples } = comparedOf([[booked, late]], silentProgram)
  expect(samples).toHaveLength(1)
  expect(samples[0]?.this).toMatchObject({
    promise: 'test.stated/p',
    told: 'told-in-time',
    said: [{ moment: 'test.stated.heads_up' }],
  })
  expect(samples[0]?.against).toMatchObject({ promise: 'silent.stated/p', told: 'silent', said: [] })
})

test('law: a playbook held against itself is exact to the end', () => {
  const pasts = fc.array(fc.subarray([booked, late, kept('9 12:00')]), { maxLength: 5 })
  fc.assert(
    fc.property(pasts, (customers) => {
      const { exactToTheEnd, differences, messages } = comparedOf(customers, statedProgram)
      expect(exactToTheEnd === null || exactToTheEnd === 1).toBe(true)
      expect(differences).toEqual([])
      expect(messages.this).toEqual(messages.against)
    }),
  )
})

test('telling counts messages by customer and day, moments by outcome, and why nothing was said', () => {
  const tally = startTelling()
  for (const facts of [[booked, late], [booked], [booked, kept('4 12:00')]])
    addTelling(tally, turnOf(facts, statedProgram), within)
  expect(tellingOf(tally)).toMatchObject({
    customers: 3,
    promises: 3,
    kept: 1,
    broken: 2,
    messages: 1,
    perCustomer: { p50: 0, max: 1 },
    perDay: { max: 1, busiest: '2026-03-04' },
    policy: { broken: 2, toldInTime: 1, silent: 1, falseAlarmsPer100Kept: 0 },
    byMoment: { 'test.stated.heads_up': { said: 1, held: 1 } },
    held: { 'no forecast': 1 },
  })
})
