import { expect, test } from 'vitest'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import { given, on, text, type FactParts } from '../../core/fact/fact.testing.ts'
import { byHeard } from '../../core/fact/order.ts'
import type { Forecaster } from '../../forecast/forecaster.ts'
import { decisionsOf, inShort, programOf, runUntil } from '../program.testing.ts'
import { replayCustomer } from '../replay.ts'
import { hearOne } from './hear.ts'
import { startTurn, wakeAt } from './turn.ts'

const ASKED = '{ id: asked, at: { before: due.from, days: 1, clock: "17:00" }, say: asked, ask: [confirm]'
const LADDER =
  'unanswered: { after: 90m, try: next-channel, then: { case: call, when: \'score("no_access") > 0.3\' } } }'

const playbook = (...moments: readonly string[]): ReturnType<typeof programOf> =>
  programOf(`
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    moved-by: { fact: visit.moved }
    ended-by: { fact: visit.cancelled, as: withdrawn }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: crew.arrived }
    expected-by: [{ fact: crew.delayed }]
    moments: [${moments.join()}]
`)

const ladder = playbook(`${ASKED}, ${LADDER}`)
const window = (from: string, to: string): FactData => ({ window: { start: text(from), end: text(to) } })
const booked = given('visit.booked', '2 09:00', { visit: 'v', ...window('6 08:00', '6 12:00') })
const fact = (type: string, time: string, data: FactData = {}, parts: FactParts = {}): Fact =>
  given(type, time, { visit: 'v', ...data }, parts)
const reply = (time: string, data: FactData = {}): Fact =>
  fact('reply.received', time, { channel: 'sms', answer: 'confirm', ...data }, { origin: 'person' })

const SAID = '5 17:00 asked said: its time has come'
const AGAIN = '5 18:30 asked said: nobody has answered for 1h30m'
const CALLED = '5 20:00 asked said: nobody has answered for 1h30m'
const after = (...facts: readonly Fact[]) => decisionsOf(runUntil('9 00:00', ladder, [booked, ...facts]))

test('who does not answer is asked once more over the next channel, and then called', () => {
  const { decisions } = runUntil('9 00:00', ladder, [booked])
  expect(decisions.map(inShort)).toEqual([SAID, AGAIN, CALLED])
  expect(decisions.map(({ occurrence }) => occurrence)).toEqual(['0', 'unanswered', 'unanswered-case'])
  expect(decisions.map(({ action }) => action)).toMatchObject([
    { do: 'say', template: 'asked', ask: ['confirm'] },
    { do: 'say', template: 'asked', ask: ['confirm'], rung: 1 },
    { do: 'case', kind: 'call' },
  ])
  expect(decisions.map(({ eligibleAt }) => eligibleAt)).toEqual([on('5 17:00'), on('5 18:30'), on('5 20:00')])
  expect(new Set(decisions.map(({ anchor, moment }) => `${anchor} ${moment}`)).size).toBe(1)
})

test('a reply, a link or a confirmation about the visit is an answer, whatever it says', () => {
  const answers = [
    reply('5 17:30'),
    reply('5 17:30', { answer: 'unclear' }),
    reply('5 17:30', { visit: null, promise: 'test.visit/v' }),
    fact('link.used', '5 17:30', { link: 'l', act: 'tell' }, { origin: 'person' }),
    fact('visit.confirmed', '5 17:30'),
  ]
  expect(answers.map((answer) => after(answer))).toEqual(answers.map(() => [SAID]))
  expect(after(reply('5 19:00'))).toEqual([SAID, AGAIN])
})

test('a reply that names nothing may be about anything; one about another visit is none', () => {
  expect(after(reply('5 17:30', { visit: null }))).toEqual([SAID])
  expect(after(reply('5 17:30', { visit: 'w' }))).toEqual([SAID, AGAIN, CALLED])
})

test('what was answered before the question is no answer to it; at the very instant it comes first', () => {
  expect(after(reply('5 16:59'))).toEqual([SAID, AGAIN, CALLED])
  expect(after(reply('5 17:00'))).toEqual([SAID, AGAIN, CALLED])
  expect(after(reply('5 18:30'))).toEqual([SAID])
  expect(after(reply('5 18:31'))).toEqual([SAID, AGAIN])
})

test('what is settled is not asked of again, and of a date that moved its own question is asked', () => {
  const short = ([...decisions]: readonly string[]) => decisions.filter((one) => one.includes(' said: nobody'))
  expect(short(after(fact('visit.cancelled', '5 18:00')))).toEqual([])
  expect(short(after(fact('crew.arrived', '5 18:00')))).toEqual([])
  expect(short(after(fact('visit.moved', '5 18:00', window('8 08:00', '8 12:00'))))).toEqual([
    '7 18:30 asked said: nobody has answered for 1h30m',
    '7 20:00 asked said: nobody has answered for 1h30m',
  ])
})

test('what kept the question back keeps it back the second time: nobody is reminded of a window that will not hold', () => {
  const careful = playbook(`${ASKED}, unless: 'forecast.late_by > duration("0s")', ${LADDER}`)
  const late = fact('crew.delayed', '5 18:00', { expected: text('6 13:00') })
  expect(decisionsOf(runUntil('9 00:00', careful, [booked, late]))).toEqual([
    SAID,
    '5 18:30 asked held: unless: forecast.late_by > duration("0s")',
  ])
})

test('what it speaks of is over: a question whose second time comes too late is not asked, and nobody is called', () => {
  const slow = playbook(`${ASKED}, ${LADDER.replace('90m', '16h')}`)
  expect(decisionsOf(runUntil('9 00:00', slow, [booked]))).toEqual([
    SAID,
    '6 09:00 asked too-late: what it speaks of is over',
  ])
})

test('without a next channel it goes to a person at once, and without a person it ends', () => {
  const called = playbook(`${ASKED}, unanswered: { after: 2h, then: { case: call } } }`)
  const again = playbook(`${ASKED}, unanswered: { after: 2h, try: next-channel } }`)
  const { decisions } = runUntil('9 00:00', called, [booked])
  expect(decisions.map(({ occurrence }) => occurrence)).toEqual(['0', 'unanswered-case'])
  const ended = runUntil('5 19:30', again, [booked])
  expect(ended.decisions.map(({ occurrence }) => occurrence)).toEqual(['0', 'unanswered'])
  expect(wakeAt(ended)).toBe(on('6 07:00'))
})

test('what is asked once it is kept waits too, until the visit is booked once more', () => {
  const kept = playbook(
    '{ id: fixed, at: { life: kept }, say: fixed, ask: [fixed], unanswered: { after: 3h, try: next-channel } }',
  )
  const came = fact('crew.arrived', '6 09:00')
  const short = (...facts: readonly Fact[]) => decisionsOf(runUntil('9 00:00', kept, [booked, came, ...facts]))
  expect(short().length).toBe(2)
  expect(short(fact('visit.booked', '6 10:00', window('8 08:00', '8 12:00')))).toEqual([
    '6 09:00 fixed said: its time has come',
  ])
})

test('it is woken for it, and not once it was answered', () => {
  const turn = runUntil('5 17:10', playbook(`${ASKED}, ${LADDER.replace('90m', '30m')}`), [booked])
  expect(wakeAt(turn)).toBe(on('5 17:30'))
  hearOne(turn, reply('5 17:20'))
  expect(wakeAt(turn)).toBe(on('6 07:00'))
})

test('a question that hangs on a reply follows the same ladder, with that reply as its reason', () => {
  const asks = 'at: { fact: reply.received, when: data.asks == "slot" }, say: echo, ask: [other]'
  const echo = playbook(`{ id: echo, ${asks}, unanswered: { after: 1h, try: next-channel } }`)
  const { decisions } = runUntil('9 00:00', echo, [booked, reply('3 10:00', { asks: 'slot' })])
  expect(decisions.map(inShort)).toEqual([
    '3 10:00 echo said: its time has come',
    '3 11:00 echo said: nobody has answered for 1h',
  ])
  expect(new Set(decisions.map(({ because }) => because.facts.join()))).toEqual(new Set(['crm reply.received@3 10:00']))
})

const learned = (share: number | null): Forecaster => ({
  model: 'm@1',
  says: () => null,
  usualAfter: () => null,
  score: (name) => (name === 'no_access' ? share : null),
})

test('a person calls where nothing is known of it, or much; where history says that somebody opens nobody does', () => {
  const run = (forecaster: Forecaster | null) =>
    replayCustomer({ program: ladder, zone: 'UTC', until: on('9 00:00'), forecaster }, 'c', [booked]).decisions.at(-1)
  expect(run(null)).toMatchObject({ outcome: 'said', action: { kind: 'call' } })
  expect(run(learned(null))).toMatchObject({ outcome: 'said' })
  expect(run(learned(0.31))).toMatchObject({ outcome: 'said' })
  expect(run(learned(0.1))).toMatchObject({
    occurrence: 'unanswered-case',
    outcome: 'held',
    because: { reason: 'not when: score("no_access") > 0.3' },
  })
})

test('two facts of one instant, in either order, leave the same question', () => {
  const facts = [booked, reply('5 17:30'), fact('crew.delayed', '5 17:30', { expected: text('6 09:00') })].toSorted(
    byHeard,
  )
  const turn = startTurn({ program: ladder, customer: 'c', zone: 'UTC' })
  for (const one of facts) hearOne(turn, one)
  expect(turn.questions).toEqual([])
})
