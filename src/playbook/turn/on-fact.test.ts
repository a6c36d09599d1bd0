import { expect, test } from 'vitest'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import { given, text } from '../../core/fact/fact.testing.ts'
import { decisionsOf, programOf, runUntil } from '../program.testing.ts'

const program = programOf(`
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    ended-by: { fact: visit.cancelled, as: withdrawn }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: crew.arrived }
    moments:
      - { id: echo, at: { fact: reply.received, when: data.asks == "slot" }, say: echo }
      - { id: link, at: { fact: link.requested, while: any }, say: link }
      - { id: late, at: { fact: reply.received, when: promise.state == "kept", while: any }, case: late }
moments:
  - { id: stopped, at: { fact: consent.withdrawn, when: data.how == "reply" }, say: stopped }
`)
const booked = given('visit.booked', '2 09:00', {
  visit: 'v',
  window: { start: text('6 08:00'), end: text('6 12:00') },
})
const fact = (type: string, time: string, data: FactData = {}): Fact =>
  given(type, time, { visit: 'v', channel: 'sms', ...data }, { origin: 'person' })
const run = (...facts: readonly Fact[]) => decisionsOf(runUntil('9 00:00', program, [booked, ...facts]))

test('of all replies only the one it is for brings a moment; of the others nothing is on record', () => {
  const asks = fact('reply.received', '3 10:00', { answer: 'reschedule', asks: 'slot' })
  expect(run(asks, fact('reply.received', '3 11:00', { answer: 'confirm' }))).toEqual([
    '3 10:00 echo said: its time has come',
  ])
  expect(run(fact('consent.withdrawn', '3 10:00', { class: 'all', how: 'call' }))).toEqual([])
  expect(run(fact('consent.withdrawn', '3 10:00', { class: 'all', how: 'reply' }))).toEqual([
    '3 10:00 stopped said: its time has come',
  ])
})

test('of a promise that is settled only a moment for any is decided, about the version as it stands', () => {
  const came = fact('crew.arrived', '6 09:00')
  const echo = fact('reply.received', '7 10:00', { answer: 'reschedule', asks: 'slot' })
  const { decisions } = runUntil('9 00:00', program, [
    booked,
    came,
    echo,
    fact('link.requested', '7 11:00', { link: 'l' }),
  ])
  expect(decisions.map(({ moment, version, promise, outcome }) => [moment, promise, version, outcome])).toEqual([
    ['test.visit.late', 'test.visit/v', 1, 'said'],
    ['test.visit.link', 'test.visit/v', 1, 'said'],
  ])
})

test('of a visit that nobody booked nothing is said', () => {
  expect(run(fact('link.requested', '7 11:00', { link: 'l', visit: 'w' }))).toEqual([])
})
