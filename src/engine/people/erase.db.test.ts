import { afterEach, expect, test } from 'vitest'
import { given, on, text } from '../../core/fact/fact.testing.ts'
import { sha256, testEngine, vault, type TestEngine } from '../engine.testing.ts'
import { eraseCustomer } from './erase.ts'
import { exportCustomer } from './export-customer.ts'

const playbook = `
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: visit.done }
    moments:
      - { id: confirm, at: { life: made }, say: confirm }
`
const window = { start: text('9 08:00'), end: text('9 12:00') }
const reach = [{ channel: 'mail', address: 'sam@example.org' }]
const card = given('customer.updated', '2 08:30', { zone: 'Europe/London', name: 'Sam Field', reach })
const booked = given('visit.booked', '2 09:00', { visit: 'v', window })

let running: TestEngine | undefined
afterEach(() => running?.stop())

async function start(): Promise<TestEngine> {
  running = await testEngine({ now: on('2 09:00'), playbooks: [playbook] })
  await running.engine.accept([card, booked])
  return running
}

const order = { alias: 'crm:1', by: 'test', now: on('3 09:00') }
const exported = (test: TestEngine, alias = 'crm:1') => exportCustomer(test.database.store, alias, { sha256, vault })

test('whoever asks gets all that is known of them, names and addresses too', async () => {
  const known = await exported(await start())
  expect(known).toMatchObject({
    unreadable: 0,
    persons: [{ zone: 'Europe/London', card: { name: 'Sam Field', reach } }],
    aliases: [{ alias: 'crm:1' }],
    promises: [{ id: 'test.visit/v', state: 'open' }],
    decisions: [{ moment: 'test.visit.confirm' }],
    waiting: [{ template: 'confirm' }],
  })
  expect(known?.facts.slice(0, 2)).toMatchObject([{ data: card.data }, { data: booked.data }])
})

test('an erased customer has no name and no address any more, and the promise still stands', async () => {
  const test = await start()
  const erased = await eraseCustomer(test.database.store, order, sha256)
  expect(erased).toMatchObject({
    gone: { keys: 1, cards: 1, addresses: 1, waiting: 1 },
    stays: { promises: 1, decisions: 1, sealed: 1 },
  })
  const known = await exported(test)
  expect(JSON.stringify(known)).not.toMatch(/Sam|example\.org/)
  expect(known).toMatchObject({
    unreadable: 1,
    promises: [{ state: 'open' }],
    persons: [{ zone: 'Europe/London', card: null }],
  })
})

test('nobody is written to who was erased: what waited does not leave', async () => {
  const test = await start()
  await test.brand('on')
  await eraseCustomer(test.database.store, order, sha256)
  await test.passTo(on('9 07:00'))
  expect(test.sent).toEqual([])
})

test('what is heard of them afterwards is sealed under another key, and readable', async () => {
  const test = await start()
  await eraseCustomer(test.database.store, order, sha256)
  await test.engine.reload()
  await test.engine.accept([given('customer.updated', '4 08:30', { name: 'Sam Field again' })])
  const known = await exported(test)
  expect(known?.persons).toMatchObject([{ card: { name: 'Sam Field again' } }])
  expect(known?.unreadable).toBe(1)
})

test('a customer known by two keys is erased under both', async () => {
  const test = await start()
  await test.engine.accept([
    given('customer.alias', '2 09:10', { alias: 'billing:7' }),
    given('customer.updated', '2 09:11', { name: 'Samuel Field' }, { subject: 'billing:7' }),
  ])
  const erased = await eraseCustomer(test.database.store, { ...order, alias: 'billing:7' }, sha256)
  expect(erased?.customers).toHaveLength(2)
  expect(JSON.stringify(await exported(test))).not.toMatch(/Field/)
})

test('whoever was never heard of cannot be erased', async () => {
  const test = await start()
  expect(await eraseCustomer(test.database.store, { ...order, alias: 'crm:9' }, sha256)).toBeNull()
})
