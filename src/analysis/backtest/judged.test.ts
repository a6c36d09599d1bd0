import { expect, test } from 'vitest'
import type { Fact } from '../../core/fact/fact.ts'
import { given, on, text } from '../../core/fact/fact.testing.ts'
import { broken, handedOver, kept, made, told, withdrawn } from '../../core/promise/promise.testing.ts'
import { fixedForecaster, march, watched } from './backtest.testing.ts'
import { besideOf } from './beside.ts'
import { valuesOf } from './column.ts'
import { atBirthOf, handOversOf, headsUpsOf } from './figures.ts'
import { judgeCustomer, startJudged, type Judged } from './judged.ts'
import { learnKinds, startTable, tableSays, type KindTable } from './table.ts'

/** Tells the kinds apart, and nothing else. */
const byKind = fixedForecaster(({ promise }) => (promise.kind === 'slow' ? 0.9 : 0.2))

const booked = (kind: string, due = '9 17:00'): Fact => made('2 09:00', due, { kind, owner: 'field' })
const late = given('work.progressed', '4 09:00', { promise: 'p', expected: text('10 09:00') })

function judgedOf(customers: readonly (readonly Fact[])[], table: KindTable = startTable()): Judged {
  const judged = startJudged()
  for (const facts of customers) {
    const { turn, seen } = watched(facts, { forecaster: byKind })
    judgeCustomer(judged, turn, { period: march, table, sightings: seen })
  }
  return judged
}

test('judged are promises still open at tell-by, by whether they were kept or broke', () => {
  const judged = judgedOf([
    [booked('slow')],
    [booked('slow'), kept('9 12:00')],
    [booked('quick'), kept('9 12:00')],
    [booked('quick'), kept('4 12:00')],
    [booked('quick', '30 17:00')],
  ])
  const { n, base, auc, censored } = headsUpsOf(judged)
  expect({ n, base, auc, censored }).toEqual({ n: 3, base: 1 / 3, auc: 0.75, censored: 1 })
  expect(atBirthOf(judged)).toMatchObject({ n: 4, base: 0.25, seenAtBirth: 1 })
})

test('open and not due when the data ends: nobody knows, and it is counted apart; so is what was withdrawn', () => {
  const judged = judgedOf([
    [booked('slow', '30 17:00')],
    [booked('slow', '28 17:00')],
    [booked('slow'), withdrawn('9 09:00')],
    [booked('slow')],
  ])
  expect(headsUpsOf(judged)).toMatchObject({ n: 1, censored: 2, otherwise: 1 })
})

test('the policy is counted by when word left: in time, late or not at all, and crying wolf', () => {
  const judged = judgedOf([
    [booked('slow'), late],
    [booked('slow'), told('9 09:00', { about: 'p' })],
    [booked('slow')],
    [booked('slow'), late, kept('9 12:00')],
    [booked('slow'), kept('9 12:00'), told('9 13:00', { about: 'p' })],
  ])
  expect(headsUpsOf(judged).policy).toMatchObject({
    told: 3,
    toldAndBroken: 2,
    broken: 3,
    toldInTime: 1,
    toldLate: 1,
    silent: 1,
    falseAlarmsPer100Kept: 50,
    leadHours: { p50: (5 * 24 + 8 + 8) / 2 },
  })
})

test('scored at each hand-over, with the hours until it was closed; the promise need not have a due time', () => {
  const ticket = (id: string, end: Fact): readonly Fact[] => [
    made('2 09:00', '9 17:00', { due: null, owner: 'desk', kind: id }),
    handedOver('3 09:00', { to: 'network' }),
    end,
  ]
  const judged = judgedOf([ticket('slow', broken('5 09:00')), ticket('quick', kept('4 09:00'))])
  expect(handOversOf(judged)).toMatchObject({ n: 2, base: 0.5, auc: 1, hoursUntilClosing: { p50: 36 } })
  expect(headsUpsOf(judged)).toMatchObject({ n: 0, auc: null })
  expect(handOversOf(judgedOf([[booked('slow')]]))).toBeNull()
})

test('telling everyone leaves no break silent and alarms all; the table tells as few as leave no more than the policy', () => {
  const table = startTable()
  for (const facts of [[booked('slow')], [booked('quick'), kept('9 12:00')]])
    learnKinds(table, watched(facts, { forecaster: byKind }).turn, on('20 00:00'))
  const judged = judgedOf(
    [
      [booked('slow'), late],
      [booked('slow'), late],
      [booked('quick'), kept('9 12:00')],
    ],
    table,
  )
  const { tellEveryone, tellByTable } = besideOf(judged, table)
  expect(tellEveryone).toMatchObject({ auc: 0.5, policy: { told: 3, silent: 0, falseAlarmsPer100Kept: 100 } })
  expect(tellByTable).toMatchObject({ auc: 1, policy: { told: 2, silent: 0, falseAlarmsPer100Kept: 0 } })
  expect(tellByTable.policy.leadHours.p50).toBe(24)
})

test('the table learns only of promises whose time was over before, as they were known then', () => {
  const table = startTable()
  const learn = (facts: readonly Fact[]): void =>
    learnKinds(table, watched(facts, { forecaster: byKind }).turn, on('10 00:00'))
  learn([booked('slow')])
  learn([booked('early'), kept('4 09:00')])
  learn([booked('later', '10 17:00'), kept('9 18:00')])
  learn([booked('quick'), kept('9 12:00')])
  learn([booked('paper'), kept('9 12:00', {}, { heard: '12 09:00' })])
  expect([...table.kinds]).toEqual([
    ['slow', { n: 1, broken: 1 }],
    ['quick', { n: 1, broken: 0 }],
    ['paper', { n: 1, broken: 1 }],
  ])
  expect(tableSays(table, 'slow')).toBeCloseTo((1 + 20 * (2 / 3)) / 21, 12)
  expect(tableSays(table, 'never seen')).toBeCloseTo(2 / 3, 12)
})

test('a forecaster with nothing to say stands with a score of nought, and is counted', () => {
  const judged = startJudged()
  const { turn, seen } = watched([booked('slow')], { forecaster: fixedForecaster(() => null) })
  judgeCustomer(judged, turn, { period: march, table: startTable(), sightings: seen })
  expect(headsUpsOf(judged)).toMatchObject({ n: 1, unscored: 1 })
  expect([...valuesOf(judged.atTellBy.scores)]).toEqual([0])
})
