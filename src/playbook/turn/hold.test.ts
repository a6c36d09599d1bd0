import { expect, test } from 'vitest'
import { given, text } from '../../core/fact/fact.testing.ts'
import { decisionsOf, programOf, runUntil } from '../program.testing.ts'

const promises = `
playbook: stated
promises:
  p:
    key: data.promise
    owner: field
    made-by: { fact: promise.made }
    due: { to: { cel: data.due } }
    kept-by: { fact: promise.kept }
`
const welcome = (head: string, at = '{ after: anchor, days: 2, clock: "10:00" }'): ReturnType<typeof programOf> =>
  programOf(
    promises,
    `
playbook: first
anchor: { fact: service.activated }
${head}
moments: [{ id: welcome, at: ${at}, say: welcome, valid-for: 3d }]
`,
  )

const activated = given('service.activated', '2 09:00', { service: 's' })
const owed = given('promise.made', '2 09:00', { promise: 'p', kind: 'k', due: text('3 09:00') })
const kept = (time: string) => given('promise.kept', time, { promise: 'p' })
const holding = welcome('hold-while: customer.outstanding > 0')

test('a moment after a fact comes at its hour, so many days later', () => {
  expect(decisionsOf(runUntil('9 00:00', welcome(''), [activated]))).toEqual([
    '4 10:00 welcome said: its time has come',
  ])
})

test('while something is owed it waits, and is said as soon as that is made good', () => {
  expect(decisionsOf(runUntil('5 07:59', holding, [activated, owed, kept('5 08:00')]))).toEqual([])
  expect(decisionsOf(runUntil('9 00:00', holding, [activated, owed, kept('5 08:00')]))).toEqual([
    '5 08:00 welcome said: its time has come',
  ])
})

test('it waits as long as it is valid, then it is held with the reason', () => {
  expect(decisionsOf(runUntil('7 09:59', holding, [activated, owed]))).toEqual([])
  expect(decisionsOf(runUntil('9 00:00', holding, [activated, owed]))).toEqual([
    '7 10:00 welcome held: hold-while: customer.outstanding > 0',
  ])
})

test('made good at the very hour it is given up, it is said', () => {
  expect(decisionsOf(runUntil('9 00:00', holding, [activated, owed, kept('7 10:00')]))).toEqual([
    '7 10:00 welcome said: its time has come',
  ])
})

test('heard of after its hour, it waits all the same', () => {
  const soon = welcome('hold-while: customer.outstanding > 0', '{ after: anchor, by: 1h }')
  const late = given('service.activated', '3 10:00', { service: 's' }, { heard: '3 12:00' })
  expect(decisionsOf(runUntil('5 00:00', soon, [owed, late]))).toEqual([])
  expect(decisionsOf(runUntil('5 00:00', soon, [owed, late, kept('4 08:00')]))).toEqual([
    '4 08:00 welcome said: its time has come',
  ])
})

test('history does not wait: it was too late when it was heard', () => {
  const old = given('service.activated', '2 09:00', { service: 's' }, { heard: '4 12:00' })
  expect(decisionsOf(runUntil('9 00:00', holding, [owed, old, kept('6 08:00')]))).toEqual([
    '4 12:00 welcome too-late: heard more than 24 h after it was true',
  ])
})

test('when its playbook stops, it is superseded with the reason', () => {
  const ended = given('service.ended', '3 09:00', { service: 's' })
  expect(decisionsOf(runUntil('9 00:00', welcome('stop-when: customer.ended'), [activated, ended]))).toEqual([
    '4 10:00 welcome superseded: stop-when: customer.ended',
  ])
})

test('who comes back is a customer again', () => {
  const ended = given('service.ended', '3 09:00', { service: 's' })
  const back = given('service.activated', '3 12:00', { service: 's' })
  const turn = runUntil('9 00:00', welcome('stop-when: customer.ended'), [activated, ended, back])
  expect(decisionsOf(turn)).toEqual([
    '4 10:00 welcome said: its time has come',
    '5 10:00 welcome said: its time has come',
  ])
})

test('what they asked or did already is not told again', () => {
  const knowing = programOf(`
playbook: first
anchor: { fact: service.activated }
moments:
  - { id: bill, at: { after: anchor, by: 24h }, say: bill, unless: 'customer.asked("first-bill") || customer.did("bill-seen")' }
`)
  const asked = given('inquiry.received', '2 15:00', { inquiry: 'i', reason: 'first-bill', channel: 'phone' })
  const seen = given('service.used', '2 15:00', { service: 's', what: 'bill-seen' })
  const held = ['3 09:00 bill held: unless: customer.asked("first-bill") || customer.did("bill-seen")']
  expect(decisionsOf(runUntil('9 00:00', knowing, [activated, asked]))).toEqual(held)
  expect(decisionsOf(runUntil('9 00:00', knowing, [activated, seen]))).toEqual(held)
  expect(decisionsOf(runUntil('9 00:00', knowing, [activated]))).toEqual(['3 09:00 bill said: its time has come'])
})

const visits = programOf(
  promises,
  `
playbook: visits
hold-while: customer.outstanding > 0
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    due: { from: { cel: 'local(data.window.start, "08:00")' }, to: { cel: data.window.end } }
    kept-by: { fact: visit.done }
    moments: [{ id: reminder, at: { before: due.from, by: 24h }, say: reminder, valid-for: 20h }]
`,
)
const booked = given('visit.booked', '2 09:00', {
  visit: 'v',
  window: { start: text('9 08:00'), end: text('9 18:00') },
})

test('a reminder that waits is not said about a promise that is settled meanwhile', () => {
  const done = given('visit.done', '8 12:00', { visit: 'v' })
  expect(decisionsOf(runUntil('9 00:00', visits, [owed, booked, done, kept('8 13:00')]))).toEqual([
    '8 12:00 reminder superseded: the promise is kept',
  ])
})

test('a reminder that waits is planned anew when late evidence changes its promise', () => {
  // In New York eight o'clock is at 12:00 UTC: the reminder belongs four hours later.
  const zone = given('customer.updated', '1 00:00', { zone: 'America/New_York' }, { heard: '8 08:30' })
  expect(decisionsOf(runUntil('9 00:00', visits, [owed, booked, zone, kept('8 09:00')]))).toEqual([
    '8 12:00 reminder said: its time has come',
  ])
})
