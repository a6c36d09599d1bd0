import { expect, test } from 'vitest'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import { given, text, type FactParts } from '../../core/fact/fact.testing.ts'
import { decisionsOf, programOf, runUntil } from '../program.testing.ts'

const playbook = (moments: string): ReturnType<typeof programOf> =>
  programOf(`
playbook: test
promises:
  stated:
    key: data.promise
    owner: field
    made-by: { fact: promise.made }
    due: { from: { cel: data.due_from }, to: { cel: data.due }, if-missing: unknown }
    kept-by: { fact: promise.kept }
    moved-by: { fact: promise.moved }
    expected-by: [{ fact: work.progressed }, { fact: order.jeopardy, key: data.order }]
    handed-over-by: { fact: work.handed-over }
    told-by: { fact: customer.told, key: data.about }
    moments: [${moments}]
`)

const heads = '{ id: heads_up, at: { jeopardy: medium, until: due.to }, say: heads-up }'
const warn = playbook(heads)
const made = (time: string, due: string, more: FactData = {}, parts: FactParts = {}): Fact =>
  given('promise.made', time, { promise: 'p', kind: 'k', due: text(due), ...more }, parts)
const expects = (time: string, expected: string, parts: FactParts = {}): Fact =>
  given('work.progressed', time, { promise: 'p', step: 's', expected: text(expected) }, parts)
const inDanger = (time: string, level: string, reason = 'no crew'): Fact =>
  given('order.jeopardy', time, { order: 'p', level, reason })
const booked = made('2 09:00', '9 17:00')

test('with no word from anybody the heads-up is held at tell-by, and says that nobody forecast anything', () => {
  expect(decisionsOf(runUntil('8 16:59', warn, [booked]))).toEqual([])
  expect(decisionsOf(runUntil('8 17:00', warn, [booked]))).toEqual(['8 17:00 heads_up held: no forecast'])
})

test('of a window it is held an hour before the start', () => {
  const window = made('2 09:00', '9 17:00', { due_from: text('9 13:00') })
  expect(decisionsOf(runUntil('9 13:00', warn, [window]))).toEqual(['9 12:00 heads_up held: no forecast'])
})

test('a silo expects it late: the customer is told at once, and nothing is held at tell-by', () => {
  const turn = runUntil('9 00:00', warn, [booked, expects('4 10:00', '10 12:00')])
  expect(decisionsOf(turn)).toEqual(['4 10:00 heads_up said: the silo expects it late'])
  expect(turn.decisions).toMatchObject([
    { anchor: 'test.stated/p#1', occurrence: 'crm work.progressed@4 10:00', promise: 'test.stated/p', version: 1 },
  ])
})

test('expected in time, it is held at tell-by as below its level', () => {
  expect(decisionsOf(runUntil('9 00:00', warn, [booked, expects('4 10:00', '9 17:00')]))).toEqual([
    '8 17:00 heads_up held: below its level',
  ])
})

test('a level the silo names counts, and so does its reason', () => {
  expect(decisionsOf(runUntil('9 00:00', warn, [booked, inDanger('4 10:00', 'low')]))).toEqual([
    '8 17:00 heads_up held: below its level',
  ])
  expect(decisionsOf(runUntil('9 00:00', warn, [booked, inDanger('4 10:00', 'medium')]))).toEqual([
    '4 10:00 heads_up said: no crew',
  ])
})

test('told by a person, the heads-up held at tell-by says so', () => {
  expect(decisionsOf(runUntil('9 00:00', warn, [booked, given('customer.told', '5 09:00', { about: 'p' })]))).toEqual([
    '8 17:00 heads_up held: the customer was told by a person',
  ])
})

test('an estimate heard at tell-by itself comes first: it is said, not held', () => {
  expect(decisionsOf(runUntil('9 00:00', warn, [booked, expects('8 17:00', '10 12:00')]))).toEqual([
    '8 17:00 heads_up said: the silo expects it late',
  ])
})

test('promised at its own tell-by, what else is heard in that instant comes before the silence is explained', () => {
  const short = made('9 12:00', '9 17:00', { due_from: text('9 13:00') })
  expect(decisionsOf(runUntil('9 17:00', warn, [short, expects('9 12:00', '9 19:00')]))).toEqual([
    '9 12:00 heads_up said: the silo expects it late',
  ])
})

test('what was expected of a promise is no reason any more once it is settled', () => {
  const sorry = playbook('{ id: sorry, at: { life: broken }, say: sorry }')
  expect(decisionsOf(runUntil('10 00:00', sorry, [booked, expects('4 10:00', '10 12:00')]))).toEqual([
    '9 17:00 sorry said: its time has come',
  ])
})

test('an estimate after tell-by is still said, late', () => {
  expect(decisionsOf(runUntil('9 17:00', warn, [booked, expects('9 09:00', '10 12:00')]))).toEqual([
    '8 17:00 heads_up held: no forecast',
    '9 09:00 heads_up said: the silo expects it late',
  ])
})

test('an estimate after the due time has nothing left to warn of', () => {
  const turn = runUntil('10 00:00', warn, [booked, expects('9 18:00', '10 12:00')])
  expect(decisionsOf(turn)).toEqual(['8 17:00 heads_up held: no forecast'])
})

test('an estimate at the very due time is too late', () => {
  expect(decisionsOf(runUntil('10 00:00', warn, [booked, expects('9 17:00', '10 12:00')]))).toEqual([
    '8 17:00 heads_up held: no forecast',
    '9 17:00 heads_up too-late: past due.to',
  ])
})

test('without repeat a heads-up is said once about a version, whatever else is expected', () => {
  const later = [expects('4 10:00', '10 12:00'), expects('5 10:00', '12 12:00'), expects('6 10:00', '14 12:00')]
  expect(decisionsOf(runUntil('9 00:00', warn, [booked, ...later])).length).toBe(1)
})

const repeating = playbook(
  '{ id: late, at: { jeopardy: medium, until: due.to }, say: late, repeat: { when: \'forecast.moved > duration("20m")\', at-most: 2 } }',
)

test('with repeat it is said again when the expected time has moved enough, and at most so often', () => {
  const facts = [
    booked,
    expects('4 10:00', '10 12:00'),
    expects('4 11:00', '10 12:20'),
    expects('4 12:00', '10 12:21'),
    expects('4 13:00', '11 12:00'),
  ]
  expect(decisionsOf(runUntil('9 00:00', repeating, facts))).toEqual([
    '4 10:00 late said: the silo expects it late',
    '4 12:00 late said: the silo expects it late',
  ])
})

test('a new version may be warned of anew', () => {
  const move = given('promise.moved', '5 09:00', { promise: 'p', due: text('16 17:00') })
  const facts = [booked, expects('4 10:00', '10 12:00'), move, expects('6 10:00', '17 12:00')]
  expect(runUntil('20 00:00', warn, facts).decisions.map(({ anchor, outcome }) => [anchor, outcome])).toEqual([
    ['test.stated/p#1', 'said'],
    ['test.stated/p#2', 'said'],
  ])
})

test('an estimate of the version before says nothing of the new one', () => {
  const move = given('promise.moved', '5 09:00', { promise: 'p', due: text('16 17:00') })
  expect(decisionsOf(runUntil('16 00:00', warn, [booked, expects('4 10:00', '20 12:00'), move]))).toEqual([
    '4 10:00 heads_up said: the silo expects it late',
    '15 17:00 heads_up held: no forecast',
  ])
})

test('a promise may be in jeopardy at birth: the estimate was there before it', () => {
  expect(decisionsOf(runUntil('9 00:00', warn, [expects('2 08:00', '10 12:00'), booked]))).toEqual([
    '2 09:00 heads_up said: the silo expects it late',
  ])
})

test('a short promise past its tell-by when heard is still warned of, and what was not said in time is explained', () => {
  const short = made('2 09:00', '2 17:00', {}, { heard: '2 14:00' })
  expect(decisionsOf(runUntil('3 00:00', warn, [short, expects('2 15:00', '2 19:00')]))).toEqual([
    '2 14:00 heads_up held: no forecast',
    '2 15:00 heads_up said: the silo expects it late',
  ])
})

test('a promise heard of long after its tell-by was too late to warn of', () => {
  const old = made('2 09:00', '9 17:00', {}, { heard: '10 09:00' })
  const open = made('2 09:00', '9 17:00', { due_from: text('4 09:00') }, { heard: '8 09:00' })
  expect(decisionsOf(runUntil('11 00:00', warn, [old]))).toEqual([])
  expect(decisionsOf(runUntil('11 00:00', warn, [open]))).toEqual([
    '8 09:00 heads_up too-late: heard more than 24 h after it was true',
  ])
})

test('a condition that keeps a heads-up back is decided and explained; the next estimate may pass it', () => {
  const conditional = playbook(
    `{ id: heads_up, at: { jeopardy: medium, until: due.to }, say: heads-up, unless: 'forecast.late_by < duration("1h")' }`,
  )
  const facts = [booked, expects('4 10:00', '9 17:30'), expects('5 10:00', '9 19:00')]
  expect(decisionsOf(runUntil('9 00:00', conditional, facts))).toEqual([
    '4 10:00 heads_up held: unless: forecast.late_by < duration("1h")',
    '5 10:00 heads_up said: the silo expects it late',
  ])
})

test('what has nothing to do with the estimate does not ask a held heads-up again', () => {
  const conditional = playbook(
    `{ id: heads_up, at: { jeopardy: medium, until: due.to }, say: heads-up, unless: 'forecast.late_by < duration("1h")' }`,
  )
  const handed = given('work.handed-over', '3 10:00', { promise: 'p', to: 'care' }, { heard: '4 12:00' })
  const turn = runUntil('8 00:00', conditional, [booked, expects('4 10:00', '9 17:30'), handed])
  expect(decisionsOf(turn)).toEqual(['4 10:00 heads_up held: unless: forecast.late_by < duration("1h")'])
})

test('an estimate heard days after it was given still warns: it is history, but the promise is not', () => {
  const late = expects('4 10:00', '10 12:00', { heard: '6 10:00' })
  expect(decisionsOf(runUntil('9 00:00', warn, [booked, late]))).toEqual([
    '6 10:00 heads_up said: the silo expects it late',
  ])
})

test('a heads-up until the start of a window comes too late after it, one until its end does not', () => {
  const window = made('2 09:00', '9 17:00', { due_from: text('9 13:00') })
  const until = (point: string) =>
    playbook(`{ id: heads_up, at: { jeopardy: medium, until: ${point} }, say: heads-up }`)
  const late = expects('9 13:30', '9 18:00')
  expect(decisionsOf(runUntil('9 17:00', until('due.from'), [window, late])).at(-1)).toBe(
    '9 13:30 heads_up too-late: past due.from',
  )
  expect(decisionsOf(runUntil('9 17:00', until('due.to'), [window, late])).at(-1)).toBe(
    '9 13:30 heads_up said: the silo expects it late',
  )
})

test('word about the version before does not explain the silence about this one', () => {
  const move = given('promise.moved', '5 09:00', { promise: 'p', due: text('16 17:00') })
  const facts = [booked, given('customer.told', '4 09:00', { about: 'p' }), move]
  expect(decisionsOf(runUntil('16 00:00', warn, facts))).toEqual(['15 17:00 heads_up held: no forecast'])
})

test('a nudge on jeopardy goes out once, too', () => {
  const nudge = playbook('{ id: nudge, at: { jeopardy: medium, until: due.to }, nudge: field }')
  const facts = [booked, expects('4 10:00', '10 12:00'), expects('5 10:00', '12 12:00')]
  expect(decisionsOf(runUntil('8 00:00', nudge, facts))).toEqual(['4 10:00 nudge said: the silo expects it late'])
})

test('settled, a promise is warned of no more', () => {
  const kept = given('promise.kept', '3 09:00', { promise: 'p' })
  expect(decisionsOf(runUntil('10 00:00', warn, [booked, kept, expects('4 10:00', '10 12:00')]))).toEqual([])
})

test('a version that late evidence puts in between does not hide what a silo expects of the latest one', () => {
  const move = (time: string, due: string, heard: string): Fact =>
    given('promise.moved', time, { promise: 'p', due: text(due) }, { heard })
  const facts = [booked, move('5 09:00', '20 17:00', '5 09:00'), expects('6 10:00', '21 12:00')]
  const between = move('4 09:00', '12 17:00', '6 09:00')
  expect(runUntil('7 00:00', warn, [...facts, between]).decisions).toMatchObject([
    { anchor: 'test.stated/p#3', outcome: 'said' },
  ])
})
