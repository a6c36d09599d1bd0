import { expect, test } from 'vitest'
import type { Fact } from '../core/fact/fact.ts'
import { given, on, text } from '../core/fact/fact.testing.ts'
import type { PastVersion } from '../forecast/model/past.ts'
import { programOf } from '../playbook/program.testing.ts'
import { replayCustomer } from '../playbook/replay.ts'
import { pastVersionsOf } from './past-versions.ts'

const program = programOf(`
playbook: test
promises:
  named:
    key: data.promise
    to: sales
    owner: operations
    made-by: { fact: promise.made }
    due: { to: { within: 24h } }
    kept-by: { fact: work.progressed }
  stated:
    key: data.promise
    owner: { cel: data.owner }
    made-by: { fact: promise.made }
    due: { to: { cel: data.due }, if-missing: unknown }
    kept-by: { fact: promise.kept }
    moved-by: { fact: promise.moved }
    handed-over-by: [{ fact: work.handed-over }]
    needs: [named]
`)

const made = given('promise.made', '2 09:00', {
  promise: 'p',
  kind: 'k',
  owner: 'field',
  due: text('4 09:00'),
  channel: 'phone',
  wording: 'before noon, Mrs Jones',
})
const versionsOf = (...facts: readonly Fact[]): readonly PastVersion[] =>
  pastVersionsOf(replayCustomer({ program, zone: 'UTC', until: on('20 00:00') }, 'c', facts)).filter(
    ({ rule }) => rule === 'test.stated',
  )

test('a version says what was promised, when it was settled, and when that was known', () => {
  const keptLate = given('promise.kept', '3 09:00', { promise: 'p' }, { heard: '5 09:00' })
  const [version] = versionsOf(made, keptLate)
  expect(version).toMatchObject({
    owner: 'field',
    heard: on('2 09:00'),
    dueTo: on('4 09:00'),
    tellBy: on('3 09:00'),
    settlements: [
      { state: 'broken', at: on('4 09:00'), heard: on('4 09:00') },
      { state: 'kept', at: on('3 09:00'), heard: on('5 09:00') },
    ],
  })
})

test('coarse traits of the making are there, personal words are not', () => {
  expect(versionsOf(made)[0]?.traits).toEqual({ channel: 'phone' })
})

test('each date that moved is a version of its own, with its own end', () => {
  const versions = versionsOf(made, given('promise.moved', '3 10:00', { promise: 'p', due: text('9 09:00') }))
  expect(versions.map(({ dueTo, settlements }) => [dueTo, settlements[0]?.state])).toEqual([
    [on('4 09:00'), 'broken'],
    [on('9 09:00'), 'broken'],
  ])
})

test('one broken and done later is made good', () => {
  expect(versionsOf(made, given('promise.kept', '6 09:00', { promise: 'p' }))[0]?.cured).toEqual({
    at: on('6 09:00'),
    heard: on('6 09:00'),
  })
})

test('a hand-over is known when it was heard', () => {
  const over = given('work.handed-over', '2 12:00', { promise: 'p', to: 'vans' }, { heard: '2 15:00' })
  expect(versionsOf(made, over)[0]?.handOvers).toEqual([{ from: 'field', to: 'vans', heard: on('2 15:00') }])
})

test('what it needed is there with the time it was done', () => {
  const done = given('work.progressed', '2 18:00', { promise: 'p' })
  expect(versionsOf(made, done)[0]?.needs).toEqual([{ rule: 'test.named', kept: on('2 18:00') }])
})
