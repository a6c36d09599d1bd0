import { expect, test } from 'vitest'
import { startDigest } from '../core/fact/digest.ts'
import type { Fact, FactData } from '../core/fact/fact.ts'
import { given, on, text, type FactParts } from '../core/fact/fact.testing.ts'
import { writePromises } from '../core/ledger/canonical-promises.ts'
import { programOf, sha256 } from '../playbook/program.testing.ts'
import { replayCustomer } from '../playbook/replay.ts'
import { addCustomer, startTally, type Tally } from './tally.ts'

const program = programOf(`
playbook: test
promises:
  stated:
    key: data.promise
    owner: { cel: data.owner }
    made-by: { fact: promise.made }
    due: { to: { cel: data.due }, if-missing: unknown }
    kept-by: { fact: promise.kept }
    broken-by: { fact: promise.broken }
    moved-by: { fact: promise.moved }
    ended-by: { fact: promise.withdrawn, as: withdrawn }
    disputed-by: { fact: claim.made }
    expected-by: [{ fact: work.progressed }]
    told-by: { fact: customer.told, key: data.about }
    moments: [{ id: heads_up, at: { jeopardy: medium, until: due.to }, say: heads-up }]
  inside:
    key: data.promise
    to: sales
    owner: operations
    made-by: { fact: promise.made }
    due: { to: { within: 1h } }
    kept-by: { fact: promise.kept }
  price:
    key: data.promise
    owner: billing
    made-by: { fact: price.agreed }
    standing: { per: bill.printed, key: data.bill, check: bill-matches-quote }
`)

let serial = 0
const say = (type: string, time: string, data: FactData = {}, parts: FactParts = {}): Fact =>
  given(type, time, { promise: 'p', about: 'p', ...data }, { id: `f${(serial += 1)}`, ...parts })
const made = (data: FactData = { due: text('9 17:00') }) =>
  say('promise.made', '2 09:00', { kind: 'k', owner: 'field', ...data })

function tallyOf(...customers: readonly (readonly Fact[])[]): Tally {
  const tally = startTally(sha256)
  for (const [index, facts] of customers.entries())
    addCustomer(tally, replayCustomer({ program, zone: 'UTC', until: on('20 00:00') }, `00${index}`, facts))
  return tally
}

test('every version to a customer is counted once, by how it stands; OLAs are not', () => {
  const { promises, byOwner } = tallyOf(
    [made(), say('promise.kept', '5 09:00')],
    [made()],
    [made({ due: text('28 17:00') })],
    [made(), say('promise.moved', '4 09:00', { due: text('28 17:00') })],
    [made(), say('promise.withdrawn', '4 09:00')],
    [made(), say('claim.made', '4 09:00')],
    [made(), say('promise.kept', '10 09:00', { without_work: true })],
    [
      made(),
      say('link.used', '3 09:00', { link: 'l' }, { source: 'links', id: 'l', origin: 'person' }),
      say('promise.moved', '4 09:00', { due: text('28 17:00'), act: 'links l' }),
    ],
  )
  expect(promises).toEqual({
    opened: 10,
    kept: 1,
    broken: 3,
    open: 3,
    renegotiated: 1,
    withdrawn: 1,
    disputed: 1,
    outstanding: 2,
    closedWithoutWork: 1,
  })
  expect([...byOwner]).toEqual([['field', { opened: 10, kept: 1, broken: 3 }]])
})

test('closed on paper and then disputed, it is neither kept nor broken, and not counted beside', () => {
  const { promises } = tallyOf([
    made(),
    say('promise.kept', '5 09:00', { without_work: true }),
    say('claim.made', '6 09:00'),
  ])
  expect(promises).toMatchObject({ disputed: 1, closedWithoutWork: 0 })
})

test('of a standing promise only its checks are counted', () => {
  const lines = (amount: string) => ({ lines: [{ code: 'base', amount, currency: 'EUR' }] })
  const { promises, byOwner } = tallyOf([
    say('price.agreed', '2 09:00', lines('10')),
    say('bill.printed', '5 09:00', { bill: 'b1', ...lines('10') }),
    say('bill.printed', '6 09:00', { bill: 'b2', ...lines('12') }),
  ])
  expect(promises).toMatchObject({ opened: 2, kept: 1, broken: 1, open: 0 })
  expect([...byOwner]).toEqual([['billing', { opened: 2, kept: 1, broken: 1 }]])
})

test('the digest of promises holds each check once, inside its promise', () => {
  const facts = [say('price.agreed', '2 09:00'), say('bill.printed', '5 09:00', { bill: 'b1' })]
  const { ledger } = replayCustomer({ program, zone: 'UTC', until: on('20 00:00') }, '000', facts)
  const digest = startDigest(sha256)
  const whole = [...ledger.records.values()].flatMap(({ promise }) => promise ?? [])
  digest.add('000', (out) => writePromises(out, '000', whole))
  expect(tallyOf(facts).promisesDigest.value()).toBe(digest.value())
})

test('a break is told in time, told late or silent; without a due time it is unknown', () => {
  const late = (time: string) => say('work.progressed', time, { step: 's', expected: text('12 12:00') })
  const { breaks } = tallyOf(
    [made(), late('8 16:59')],
    [made(), late('8 17:00')],
    [made(), say('customer.told', '8 16:59')],
    [made(), say('customer.told', '9 16:59')],
    [made(), say('customer.told', '9 17:00')],
    [made()],
    [made({}), say('promise.broken', '5 09:00')],
  )
  expect(breaks).toEqual({ toldInTime: 2, toldLate: 2, silent: 2, unknown: 1 })
})

test('word about the version before says nothing of the next one', () => {
  const { breaks } = tallyOf([
    made(),
    say('customer.told', '3 09:00'),
    say('promise.moved', '4 09:00', { due: text('12 17:00') }),
  ])
  expect(breaks).toMatchObject({ toldInTime: 1, silent: 1 })
})

test('decisions are counted by outcome and by moment, the held ones by their reason', () => {
  const tally = tallyOf(
    [made()],
    [made(), say('work.progressed', '4 09:00', { step: 's', expected: text('12 12:00') })],
    [made(), say('work.progressed', '4 09:00', { step: 's', expected: text('9 12:00') })],
    [made(), say('work.progressed', '9 17:00', { step: 's', expected: text('12 12:00') })],
  )
  expect(tally.decisions).toEqual({ said: 1, held: 3, superseded: 0, tooLate: 1, withheld: 0, notAllowed: 0 })
  expect([...tally.byMoment]).toEqual([['test.stated.heads_up', tally.decisions]])
  expect(Object.fromEntries(tally.heldBecause)).toEqual({ 'no forecast': 2, 'below its level': 1 })
})

test('the two digests tell two pasts apart, each by its own half', () => {
  const twice = tallyOf([made({ due: text('9 17:00') })])
  serial = 0
  const once = tallyOf([made()])
  serial = 0
  const same = tallyOf([made()])
  serial = 0
  const settled = tallyOf([made(), say('promise.kept', '9 09:00')])
  expect(same.promisesDigest.value()).toBe(once.promisesDigest.value())
  expect(same.decisionsDigest.value()).toBe(once.decisionsDigest.value())
  expect(twice.promisesDigest.value()).not.toBe(once.promisesDigest.value())
  expect(settled.promisesDigest.value()).not.toBe(once.promisesDigest.value())
  expect(settled.decisionsDigest.value()).toBe(once.decisionsDigest.value())
})
