import { expect, test } from 'vitest'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import { given, on, text, type FactParts } from '../../core/fact/fact.testing.ts'
import { decisionsOf, programOf, runUntil } from '../program.testing.ts'
import { advance } from './advance.ts'
import { hear } from './hear.ts'
import { wordLeft } from './told.ts'
import { startTurn } from './turn.ts'

const playbook = (moments: string, head = ''): ReturnType<typeof programOf> =>
  programOf(`
playbook: test
${head}
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    moved-by: { fact: visit.moved }
    ended-by: { fact: visit.cancelled, as: withdrawn }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: visit.done }
    moments: [${moments}]
`)

const window = (from: string, to: string): FactData => ({ visit: 'v', window: { start: text(from), end: text(to) } })
const booked = (time: string, from = '9 08:00', to = '9 12:00', parts: FactParts = {}): Fact =>
  given('visit.booked', time, window(from, to), parts)
const done = (time: string, parts: FactParts = {}): Fact => given('visit.done', time, { visit: 'v' }, parts)
const moved = (time: string, from: string, to: string, parts: FactParts = {}): Fact =>
  given('visit.moved', time, window(from, to), parts)

const confirm = playbook('{ id: confirm, at: { life: made }, say: confirm }')
const dayBefore = playbook('{ id: day_before, at: { before: due.from, days: 1, clock: "17:00" }, say: reminder }')
const sorry = playbook('{ id: sorry, at: { life: broken }, say: sorry }')
const howWasIt = playbook('{ id: how_was_it, at: { after: due.to, by: 2h }, say: how-was-it }')

test('a moment of its making is decided when the promise is heard of', () => {
  expect(decisionsOf(runUntil('3 00:00', confirm, [booked('2 09:00')]))).toEqual([
    '2 09:00 confirm said: its time has come',
  ])
})

test('made by a fact heard more than a day after it was true, it is history: nothing is confirmed', () => {
  expect(
    decisionsOf(runUntil('5 00:00', confirm, [booked('2 09:00', '9 08:00', '9 12:00', { heard: '3 09:00' })])),
  ).toEqual(['3 09:00 confirm said: its time has come'])
  expect(
    decisionsOf(runUntil('5 00:00', confirm, [booked('2 09:00', '9 08:00', '9 12:00', { heard: '3 09:01' })])),
  ).toEqual(['3 09:01 confirm too-late: heard more than 24 h after it was true'])
})

test('nobody is told of a promise that was over when it was heard of', () => {
  const evidenceFirst = [
    done('9 09:00', { heard: '9 09:00' }),
    booked('9 08:30', '9 08:00', '9 12:00', { heard: '9 09:30' }),
  ]
  expect(decisionsOf(runUntil('10 00:00', confirm, evidenceFirst))).toEqual([
    '9 09:30 confirm superseded: the promise is kept',
  ])
})

test('a version that had slipped already when it was heard of is not confirmed, the next one is', () => {
  const facts = [
    moved('2 09:30', '10 08:00', '10 12:00'),
    booked('2 09:00', '9 08:00', '9 12:00', { heard: '2 10:00' }),
  ]
  const { decisions } = runUntil('3 00:00', confirm, facts)
  expect(decisions.map(({ version, outcome }) => [version, outcome])).toEqual([
    [1, 'superseded'],
    [2, 'said'],
  ])
})

test('a clock moment is decided at its time of day, the day before', () => {
  expect(decisionsOf(runUntil('8 16:59', dayBefore, [booked('2 09:00')]))).toEqual([])
  expect(decisionsOf(runUntil('8 17:00', dayBefore, [booked('2 09:00')]))).toEqual([
    '8 17:00 day_before said: its time has come',
  ])
})

test('booked after its time it may still be said for two hours, then it is too late', () => {
  expect(decisionsOf(runUntil('9 00:00', dayBefore, [booked('8 19:00')]))).toEqual([
    '8 19:00 day_before said: its time has come',
  ])
  expect(decisionsOf(runUntil('9 00:00', dayBefore, [booked('8 19:01')]))).toEqual([
    '8 19:01 day_before too-late: its time had passed for longer than valid-for',
  ])
})

test('never past what it speaks of, however long it is valid', () => {
  const long = playbook('{ id: soon, at: { before: due.from, by: 1h }, say: soon, valid-for: 3d }')
  expect(decisionsOf(runUntil('9 11:00', long, [booked('9 07:59')]))).toEqual(['9 07:59 soon said: its time has come'])
  expect(decisionsOf(runUntil('9 11:00', long, [booked('9 08:00')]))).toEqual([
    '9 08:00 soon too-late: what it speaks of is over',
  ])
})

test('settled before its time, a reminder is superseded and says why', () => {
  const cancelled = given('visit.cancelled', '5 10:00', { visit: 'v' })
  expect(decisionsOf(runUntil('9 00:00', dayBefore, [booked('2 09:00'), cancelled]))).toEqual([
    '5 10:00 day_before superseded: the promise is withdrawn',
  ])
})

test('moved, the reminder of the old date is superseded and the new one is planned', () => {
  const { decisions } = runUntil('20 00:00', dayBefore, [booked('2 09:00'), moved('5 10:00', '12 08:00', '12 12:00')])
  expect(decisions.map(({ version, outcome, at }) => [version, outcome, at])).toEqual([
    [1, 'superseded', given('', '5 10:00').time],
    [2, 'said', given('', '11 17:00').time],
  ])
})

test('a fact at the very time of a reminder comes first', () => {
  const cancelled = given('visit.cancelled', '8 17:00', { visit: 'v' })
  expect(decisionsOf(runUntil('9 00:00', dayBefore, [booked('2 09:00'), cancelled]))).toEqual([
    '8 17:00 day_before superseded: the promise is withdrawn',
  ])
})

test('a question after the due time outlives the promise', () => {
  expect(decisionsOf(runUntil('10 00:00', howWasIt, [booked('2 09:00'), done('9 09:00')]))).toEqual([
    '9 14:00 how_was_it said: its time has come',
  ])
})

test('a question after the due time also outlives a correction of how it was settled', () => {
  const late = done('9 11:00', { heard: '9 12:30' })
  expect(decisionsOf(runUntil('10 00:00', howWasIt, [booked('2 09:00'), late]))).toEqual([
    '9 14:00 how_was_it said: its time has come',
  ])
})

test('sorry is said when the promise ran out, once, and not again when late evidence undoes and redoes the break', () => {
  const facts = [booked('2 09:00'), done('9 11:00', { heard: '10 09:00' })]
  const turn = runUntil('12 00:00', sorry, facts)
  expect(decisionsOf(turn)).toEqual(['9 12:00 sorry said: its time has come'])
  expect(turn.changes.map(({ change }) => change.kind)).toEqual(['opened', 'settled', 'corrected'])
})

test('late evidence that undoes a version takes its reminders back', () => {
  const facts = [booked('2 09:00'), moved('5 10:00', '12 08:00', '12 12:00'), done('4 10:00', { heard: '6 10:00' })]
  const turn = runUntil('20 00:00', dayBefore, facts)
  expect(turn.changes.map(({ change }) => `${change.kind} ${change.version.n}`)).toEqual([
    'opened 1',
    'settled 1',
    'opened 2',
    'corrected 1',
    'undone 2',
  ])
  expect(turn.decisions.map(({ version, outcome }) => `${version} ${outcome}`)).toEqual([
    '1 superseded',
    '2 superseded',
  ])
})

const onFact = playbook('{ id: next_stop, at: { fact: visit.next-stop }, class: urgent, say: next }')
const nextStop = (time: string): Fact =>
  given('visit.next-stop', time, { visit: 'v', stops_before: 0 }, { origin: 'engine', source: 'troth' })

test('a moment on a fact is anchored on the fact and speaks of the promise it names', () => {
  const { decisions } = runUntil('9 10:00', onFact, [booked('2 09:00'), nextStop('9 07:40')])
  expect(decisions).toMatchObject([
    { anchor: 'troth visit.next-stop@9 07:40', occurrence: '0', outcome: 'said', promise: 'test.visit/v' },
  ])
})

test('of a promise that is settled, or not there, the fact says nothing to the customer', () => {
  expect(decisionsOf(runUntil('9 10:00', onFact, [nextStop('9 07:40')]))).toEqual([])
  expect(decisionsOf(runUntil('9 10:00', onFact, [booked('2 09:00'), done('9 07:00'), nextStop('9 07:40')]))).toEqual(
    [],
  )
})

test('conditions see the promise: unless and when hold it, each with its words', () => {
  const early = `{ id: a, at: { life: made }, say: a, unless: 'due.from - promise.made < duration("30h")' }`
  const theirs = `{ id: b, at: { life: made }, say: b, when: 'promise.owner == "care"' }`
  const moments = `${early}, ${theirs}`
  expect(decisionsOf(runUntil('9 00:00', playbook(moments), [booked('8 09:00')]))).toEqual([
    '8 09:00 a held: unless: due.from - promise.made < duration("30h")',
    '8 09:00 b held: not when: promise.owner == "care"',
  ])
})

test('imported as history, a promise is too late to confirm, whether it is over or not', () => {
  const imported = { heard: '20 00:00' }
  const over = [done('9 09:00', imported), booked('2 09:00', '9 08:00', '9 12:00', imported)]
  const open = [booked('2 09:00', '25 08:00', '25 12:00', imported)]
  for (const facts of [over, open])
    expect(decisionsOf(runUntil('21 00:00', confirm, facts))).toEqual([
      '20 00:00 confirm too-late: heard more than 24 h after it was true',
    ])
})

test('an imported fact is history however soon it was heard: it plans nothing before now', () => {
  const imported = { ...booked('2 09:00'), heard: on('2 10:00'), history: true } as const
  expect(decisionsOf(runUntil('3 00:00', confirm, [imported]))).toEqual([
    '2 10:00 confirm too-late: heard more than 24 h after it was true',
  ])
})

test('a moment published later decides nothing whose time had come before', () => {
  const since = (at: string): typeof dayBefore => ({
    ...dayBefore,
    moments: new Map(
      [...dayBefore.moments].map(([rule, all]) => [
        rule,
        { ...all, clock: all.clock.map((moment) => ({ ...moment, inForceSince: on(at) })) },
      ]),
    ),
  })
  expect(decisionsOf(runUntil('9 07:00', since('8 16:00'), [booked('2 09:00')]))).toEqual([
    '8 17:00 day_before said: its time has come',
  ])
  expect(decisionsOf(runUntil('9 07:00', since('8 18:00'), [booked('2 09:00')]))).toEqual([])
})

test('when time is let pass late, what is no longer valid by the real time is too late', () => {
  const atReal = (clock: string): readonly string[] => {
    const turn = runUntil('3 00:00', dayBefore, [booked('2 09:00')])
    turn.clock = on(clock)
    advance(turn, turn.clock)
    return decisionsOf(turn)
  }
  expect(atReal('8 18:00')).toEqual(['8 17:00 day_before said: its time has come'])
  expect(atReal('8 20:00')).toEqual(['8 17:00 day_before too-late: its time had passed for longer than valid-for'])
})

test('in a running installation word has left when a provider took it, not when it was decided', () => {
  const turn = startTurn({ program: dayBefore, customer: 'c', zone: 'UTC', isLive: true })
  const accepted = { message: 'm', promise: 'test.visit/v', version: 1, heads_up: true }
  hear(turn, [booked('2 09:00')])
  hear(turn, [given('message.accepted', '3 09:00', accepted, { origin: 'engine' })])
  hear(turn, [given('message.accepted', '4 09:00', { ...accepted, heads_up: false }, { origin: 'engine' })])
  const [promise] = turn.published.values()
  const [version] = promise?.versions ?? []
  if (promise === undefined || version === undefined) throw new Error('no promise was made')
  expect(wordLeft(turn, promise, version)).toEqual([on('3 09:00')])
})
