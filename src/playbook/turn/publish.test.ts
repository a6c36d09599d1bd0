import { expect, test } from 'vitest'
import { given, text } from '../../core/fact/fact.testing.ts'
import { decisionsOf, programOf, runUntil } from '../program.testing.ts'
import type { Turn } from './turn.ts'

const price = programOf(`
playbook: test
promises:
  price:
    key: data.promise
    owner: billing
    made-by: { fact: price.agreed }
    standing: { per: bill.printed, key: data.bill, until: { cel: data.until }, check: bill-matches-quote }
    moments: [{ id: hold_bill, at: { check: failed, on: draft }, nudge: billing }]
`)
const lines = (amount: string) => [{ code: 'base', amount, currency: 'EUR' }]
const agreed = given('price.agreed', '2 09:00', { promise: 'p', lines: lines('10'), until: text('20 00:00') })
const bill = (time: string, amount: string) =>
  given('bill.printed', time, { promise: 'p', bill: 'march', lines: lines(amount) })
const changes = ({ changes }: Turn): readonly string[] =>
  changes.map(({ change }) => `${change.promise.id} ${change.kind} ${change.version.state}`)

test('a failed check is decided on as soon as the draft is heard', () => {
  expect(decisionsOf(runUntil('9 00:00', price, [agreed, bill('5 09:00', '12')]))).toEqual([
    '5 09:00 hold_bill said: its time has come',
  ])
  expect(decisionsOf(runUntil('9 00:00', price, [agreed, bill('5 09:00', '10')]))).toEqual([])
})

test('late evidence that a price was promised for a shorter time takes its checks back', () => {
  const shorter = given(
    'price.agreed',
    '1 09:00',
    { promise: 'p', lines: lines('10'), until: text('4 00:00') },
    { heard: '7 09:00' },
  )
  const turn = runUntil('9 00:00', price, [agreed, bill('5 09:00', '12'), shorter])
  expect([...turn.published.keys()]).toEqual(['test.price/p'])
  expect(changes(turn).slice(-2)).toEqual(['test.price/p corrected open', 'test.price/p/march undone broken'])
})

const local = programOf(`
playbook: test
promises:
  stated:
    key: data.promise
    owner: field
    made-by: { fact: promise.made }
    due: { to: { cel: 'local(data.due, "17:00")' } }
    expected-by: [{ fact: work.progressed }]
    moments: [{ id: heads_up, at: { jeopardy: medium, until: due.to }, say: heads-up }]
`)

test('when late evidence brings the due time forward, what a silo expects is weighed anew', () => {
  const made = given('promise.made', '2 09:00', { promise: 'p', kind: 'k', due: text('9 12:00') })
  const expects = given('work.progressed', '3 09:00', { promise: 'p', step: 's', expected: text('9 16:00') })
  // Five in the afternoon in Tokyo is 08:00 UTC.
  const zone = given('customer.updated', '1 09:00', { zone: 'Asia/Tokyo' }, { heard: '4 09:00' })
  const turn = runUntil('9 00:00', local, [made, expects, zone])
  expect(decisionsOf(turn)).toEqual(['4 09:00 heads_up said: the silo expects it late'])
  expect(changes(turn)).toEqual(['test.stated/p opened open', 'test.stated/p corrected open'])
})
