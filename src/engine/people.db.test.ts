import { afterEach, expect, test } from 'vitest'
import { given, on, text } from '../core/fact/fact.testing.ts'
import { exportCustomer } from './people/export-customer.ts'
import { eraseCustomer } from './people/erase.ts'
import { sha256, testEngine, vault, type TestEngine } from './engine.testing.ts'

const playbook = `
playbook: test
promises:
  stated:
    key: data.promise
    owner: field
    made-by: { fact: promise.made }
    due: { to: { cel: data.due } }
    kept-by: { fact: promise.kept }
`
const reach = [{ channel: 'sms', address: '+441632960001' }]
const updated = (time: string, data: object) =>
  given('customer.updated', time, { ...data }, { id: time, subject: 'crm:1' })

let running: TestEngine | undefined
afterEach(() => running?.stop())
const start = async (): Promise<TestEngine> =>
  (running = await testEngine({ now: on('2 09:00'), playbooks: [playbook] }))

/** Every value of every table, as text. */
async function wholeDatabase({ database }: TestEngine): Promise<string> {
  const tables = await database.store.query<{ name: string }>({
    name: 'tables',
    text: `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`,
  })
  const texts = await Promise.all(
    tables.map(({ name }) => database.store.query({ name: `all ${name}`, text: `select t::text from "${name}" t` })),
  )
  return JSON.stringify(texts)
}

test('a name and a number are in no table in the open; zone and language are', async () => {
  const test = await start()
  await test.engine.accept([updated('2 09:00', { name: 'Sam Field', reach, zone: 'Europe/London', language: 'en-GB' })])
  await test.engine.accept([given('dog.barked', '2 09:01', { at: 'Sam Field' }, { subject: 'crm:1' })])
  const everything = await wholeDatabase(test)
  expect(everything).toContain('Europe/London')
  expect(everything).not.toContain('Sam Field')
  expect(everything).not.toContain('1632960001')
  const whole = await exportCustomer(test.database.store, 'crm:1', { sha256, vault })
  expect(JSON.stringify(whole?.facts)).toContain('Sam Field')
})

test('what is known of a person grows; a new list of addresses takes the place of the old', async () => {
  const test = await start()
  await test.engine.accept([updated('2 09:00', { name: 'Sam Field', reach })])
  await test.engine.accept([updated('2 09:01', { reach: [{ channel: 'mail', address: 'sam@example.org' }] })])
  await test.restart()
  await test.engine.accept([updated('2 09:02', { zone: 'Europe/London' })])
  const whole = await exportCustomer(test.database.store, 'crm:1', { sha256, vault })
  expect(whole?.persons).toMatchObject([
    { zone: 'Europe/London', card: { name: 'Sam Field', reach: [{ channel: 'mail', address: 'sam@example.org' }] } },
  ])
})

test('erased, what was personal can be read no more, in the running system within its next look; promises stay', async () => {
  const test = await start()
  await test.engine.accept([
    updated('2 09:00', { name: 'Sam Field', reach }),
    given('promise.made', '2 09:00', { promise: 'p', kind: 'k', due: text('9 17:00') }, { subject: 'crm:1' }),
  ])
  await eraseCustomer(test.database.store, { alias: 'crm:1', by: 'test', now: on('2 10:00') }, sha256)
  await test.engine.reload()
  const whole = await exportCustomer(test.database.store, 'crm:1', { sha256, vault })
  expect(whole?.unreadable).toBe(1)
  expect(JSON.stringify(whole)).not.toContain('Sam')
  expect(await test.database.store.query({ name: 'p', text: 'select state from promise' })).toEqual([{ state: 'open' }])
  test.clock.now = on('3 09:00')
  await test.engine.accept([updated('3 09:00', { name: 'Sam New' })])
  const again = await exportCustomer(test.database.store, 'crm:1', { sha256, vault })
  expect(again?.persons).toMatchObject([{ card: { name: 'Sam New' } }])
  expect(again?.unreadable).toBe(1)
})

test('heard of twice in one breath, a customer is as the later word says, and what it leaves out stays', async () => {
  const test = await start()
  const said = [
    updated('2 09:00', { name: 'Sam Field', reach, zone: 'Europe/London' }),
    { ...updated('2 09:00', { language: 'en-GB', area: 'Fenway' }), id: 'later' },
  ]
  expect(await test.engine.accept(said)).toEqual([{ status: 'accepted' }, { status: 'accepted' }])
  const known = await exportCustomer(test.database.store, 'crm:1', { sha256, vault })
  expect(known?.persons).toMatchObject([
    { zone: 'Europe/London', language: 'en-GB', card: { name: 'Sam Field', reach } },
  ])
})
