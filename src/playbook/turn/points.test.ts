import { expect, test } from 'vitest'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import { given, on, text, type FactParts } from '../../core/fact/fact.testing.ts'
import { clock } from '../../core/promise/promise.testing.ts'
import type { Forecast } from '../../forecast/forecast.ts'
import type { Forecaster, OpenVersion } from '../../forecast/forecaster.ts'
import { inShort, programOf } from '../program.testing.ts'
import { replayCustomer } from '../replay.ts'
import type { Turn } from './turn.ts'

const playbook = (more = ''): ReturnType<typeof programOf> =>
  programOf(`
playbook: test
promises:
  stated:
    key: data.promise
    owner: field
    made-by: { fact: promise.made }
    due: { to: { cel: data.due } }
    kept-by: { fact: promise.kept }
    moved-by: { fact: promise.moved }
    expected-by: [{ fact: work.progressed }]
    told-by: { fact: customer.told, key: data.about }
    moments:
      - { id: nudge, at: { jeopardy: low, until: due.to }, nudge: field }
      - { id: heads_up, at: { jeopardy: medium, until: due.to }, say: heads-up${more} }
`)

const chance = (probability: number): Forecast => ({
  level: probability >= 0.6 ? 'high' : probability >= 0.4 ? 'medium' : probability >= 0.2 ? 'low' : 'none',
  probability,
  expected: null,
  lateBy: null,
  reason: `${Math.round(probability * 100)} % of such broke`,
  facts: [],
})

/** A model that expects what it is told to, by the hour; it writes down when it is asked. */
function modelSaying(at: (hour: string) => number): { forecaster: Forecaster; asked: Set<string> } {
  const asked = new Set<string>()
  const says = ({ now }: OpenVersion): Forecast => {
    asked.add(clock(now))
    return chance(at(clock(now)))
  }
  return { forecaster: { model: 'model@1', says, usualAfter: () => null }, asked }
}

const run = (facts: readonly Fact[], says: (hour: string) => number, program = playbook()): Turn =>
  replayCustomer({ program, zone: 'UTC', until: on('20 00:00'), forecaster: modelSaying(says).forecaster }, 'c', facts)

const after = (instant: string, then: number) => (hour: string) => (on(hour) >= on(instant) ? then : 0.12)
const made = (time: string, due: string, data: FactData = {}, parts: FactParts = {}): Fact =>
  given('promise.made', time, { promise: 'p', due: text(due), ...data }, parts)
/** Ten days: tell-by is 11 09:00. */
const booked = made('2 09:00', '12 09:00')
const headsUps = ({ decisions }: Turn): readonly string[] =>
  decisions.filter(({ moment }) => moment.endsWith('heads_up')).map((one) => `${inShort(one)} (${one.occurrence})`)

test('a promise is looked at when made, half-way, at three quarters, a day and four hours before its tell-by', () => {
  const { forecaster, asked } = modelSaying(() => 0)
  replayCustomer({ program: playbook(), zone: 'UTC', until: on('20 00:00'), forecaster }, 'c', [booked])
  expect([...asked]).toEqual(['2 09:00', '6 21:00', '9 03:00', '10 09:00', '11 05:00', '11 09:00'])
})

test('what history says from the beginning is told at birth', () => {
  expect(headsUps(run([booked], () => 0.64))).toEqual(['2 09:00 heads_up said: 64 % of such broke (made)'])
})

test('a heads-up fires at the first point that reaches its level, once, and names point and model', () => {
  const turn = run([booked], after('8 00:00', 0.45))
  expect(headsUps(turn)).toEqual(['9 03:00 heads_up said: 45 % of such broke (three-quarters)'])
  expect(turn.decisions.map(({ modelVersion }) => modelVersion)).toEqual(['model@1', 'model@1'])
})

test('held at tell-by, it says what was seen', () => {
  expect(headsUps(run([booked], () => 0.12))).toEqual([
    '11 09:00 heads_up held: below its level: 12 % of such broke (0)',
  ])
})

test('a level that is reached at tell-by itself was seen too late to be told in time, and the record says so', () => {
  expect(headsUps(run([booked], after('11 09:00', 0.7)))).toEqual([
    '11 09:00 heads_up held: its level came only at tell-by: 70 % of such broke (0)',
  ])
})

test('points that were past when the promise was heard of never fire, and history is not told at birth', () => {
  const late = made('2 09:00', '12 09:00', {}, { heard: '9 12:00' })
  expect(headsUps(run([late], () => 0.64))).toEqual(['10 09:00 heads_up said: 64 % of such broke (day-before)'])
})

test('settled, moved or told by a person, a promise is told of no more', () => {
  const says = after('8 00:00', 0.45)
  expect(headsUps(run([booked, given('promise.kept', '5 09:00', { promise: 'p' })], says))).toEqual([])
  const told = given('customer.told', '5 09:00', { about: 'p' })
  expect(headsUps(run([booked, told], says)).slice(0, 2)).toEqual([
    '9 03:00 heads_up held: the customer was told by a person (three-quarters)',
    '10 09:00 heads_up held: the customer was told by a person (day-before)',
  ])
})

test('with repeat it may be said again at a later point', () => {
  const program = playbook(', repeat: { when: \'forecast.level == "high"\', at-most: 2 }')
  const says = (hour: string): number => (on(hour) >= on('10 00:00') ? 0.8 : 0.45)
  expect(headsUps(run([booked], says, program))).toEqual([
    '2 09:00 heads_up said: 45 % of such broke (made)',
    '10 09:00 heads_up said: 80 % of such broke (day-before)',
  ])
})

const expects = (time: string, expected: string): Fact =>
  given('work.progressed', time, { promise: 'p', step: 's', expected: text(expected) })

test('a silo that expects it in time is believed against the model, until the time it named is over', () => {
  const turn = run([booked, expects('3 10:00', '7 12:00')], after('3 00:00', 0.7))
  expect(headsUps(turn)).toEqual(['7 12:00 heads_up said: 70 % of such broke (over crm work.progressed@3 10:00)'])
  expect(headsUps(run([booked, expects('3 10:00', '7 12:00')], () => 0.12))).toEqual([
    '7 12:00 heads_up said: it was expected by Sat 7 Mar 12:00, and has not come (over crm work.progressed@3 10:00)',
  ])
})

test('a silo that names a later time before its first is over has not been silent', () => {
  const facts = [booked, expects('3 10:00', '7 12:00'), expects('6 10:00', '11 20:00')]
  expect(headsUps(run(facts, () => 0.7))).toEqual(['2 09:00 heads_up said: 70 % of such broke (made)'])
  expect(headsUps(run(facts, () => 0.12))).toEqual(['11 09:00 heads_up held: below its level (0)'])
})

const crossings = ({ jeopardies }: Turn): readonly string[] =>
  jeopardies.map(({ at, forecast }) => `${clock(at)} ${forecast.level}`)

test('crossing a level is on record, up at once and down only when clearly below', () => {
  const says = (hour: string): number =>
    ({ '6 21:00': 0.45, '9 03:00': 0.39, '10 09:00': 0.61, '11 05:00': 0.3 })[hour] ?? 0.12
  expect(crossings(run([booked], says))).toEqual(['6 21:00 medium', '10 09:00 high', '11 05:00 low'])
})

test('a promise shorter than a day has its half-way and three quarters', () => {
  const short = made('2 09:00', '2 17:00')
  expect(headsUps(run([short], after('2 11:30', 0.45)))).toEqual([
    '2 12:00 heads_up said: 45 % of such broke (three-quarters)',
  ])
})

test('due in the past when made, or at once, it has no points and nothing is told', () => {
  expect(headsUps(run([made('2 09:00', '2 09:00')], () => 0.9))).toEqual([
    '2 09:00 heads_up too-late: past due.to (made)',
    '2 09:00 heads_up held: its level came only at tell-by: 90 % of such broke (0)',
  ])
  expect(headsUps(run([made('2 09:00', '1 09:00')], () => 0.9))).toEqual([])
})
