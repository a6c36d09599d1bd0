import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ALL_BUCKETS } from '../bucket.ts'
import { sendingStates, type SendingState } from '../company/sending-states.ts'
import { writeSendingState } from '../company/write-sending-state.ts'
import { testDatabase, type TestDatabase } from '../database.testing.ts'
import { writePromises } from '../ledger/write-promises.ts'
import { aMessage, placeOf } from '../rows.testing.ts'
import type { Tx } from '../store.ts'
import { dueMessages } from './due-messages.ts'
import { queueMessages } from './queue-messages.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  for (const table of ['outbox', 'sending_state', 'promise'])
    await database.store.query({ name: `empty ${table}`, text: `truncate ${table}` })
})

const due = async (tx: Tx = database.store, limit = 10): Promise<readonly string[]> => {
  const rows = await dueMessages(tx, { buckets: ALL_BUCKETS, now: 100, limit, channel: 'email' })
  return rows.map(({ decision }) => decision)
}
const say = (scope: string, state: SendingState): Promise<void> =>
  writeSendingState(database.store, { scope, state, recipients: [], since: 0, by: 'test', reason: 'test' })

test('due is what may leave by now on this channel, the longest due first, and no more than asked for', async () => {
  const messages = [
    aMessage('late', { send_at: 99 }),
    aMessage('later', { send_at: 101 }),
    aMessage('now', { send_at: 100 }),
    aMessage('first', { send_at: 1 }),
    aMessage('elsewhere', { channel: 'sms' }),
  ]
  await queueMessages(database.store, messages)
  expect(await due()).toEqual(['first', 'late', 'now'])
  expect(await due(database.store, 2)).toEqual(['first', 'late'])
})

test('what another transaction has in hand is skipped, not waited for', async () => {
  await queueMessages(database.store, [aMessage('a', { send_at: 1 }), aMessage('b', { send_at: 2 })])
  await database.store.inTransaction(async (tx) => {
    expect(await due(tx, 1)).toEqual(['a'])
    expect(await due()).toEqual(['b'])
  })
  expect(await due()).toEqual(['a', 'b'])
})

test.each(['all', 'brand:main', 'playbook:open-door', 'channel:email', 'moment:open-door.visit.late'])(
  'paused by %s it waits; resumed, it is due again',
  async (scope) => {
    await queueMessages(database.store, [aMessage('a')])
    await say(scope, 'paused')
    expect(await due()).toEqual([])
    await say(scope, 'resumed')
    expect(await due()).toEqual(['a'])
    await say(scope, 'paused')
    expect(await due()).toEqual([])
  },
)

test('a pause of others holds nothing back', async () => {
  await queueMessages(database.store, [aMessage('a')])
  for (const scope of ['brand:other', 'playbook:open', 'channel:sms', 'moment:open-door.visit', 'brand:all', 'main'])
    await say(scope, 'paused')
  expect(await due()).toEqual(['a'])
})

test('whether a brand is on and whether it is paused are two words: neither hides the other', async () => {
  await queueMessages(database.store, [aMessage('a')])
  await say('brand:main', 'on')
  await say('brand:main', 'paused')
  expect(await due()).toEqual([])
  await say('brand:main', 'trial')
  expect(await due()).toEqual([])
  const words = async (): Promise<readonly string[]> =>
    (await sendingStates(database.store)).map(({ state }) => state).toSorted()
  expect(await words()).toEqual(['paused', 'trial'])
  await say('brand:main', 'resumed')
  expect(await due()).toEqual(['a'])
  expect(await words()).toEqual(['resumed', 'trial'])
})

test('it comes with how the version it speaks of stands now', async () => {
  const row = { ...placeOf('a'), id: 'p', kind: 'k', key: 'v', owner: 'field', to: null, counted: true, made: 0 }
  const none = { due_from: null, due_to: null, tell_by: null, settled: null, cured_at: null, cause: null, told: null }
  const known = { heard: null, settled_heard: null, outcome: null }
  const version = { ...row, ...none, ...known, without_work: false, playbook_version: '1', evidence: [] }
  await writePromises(database.store, [
    { ...version, version: 1, state: 'broken' },
    { ...version, version: 2, state: 'open' },
  ])
  await queueMessages(database.store, [
    aMessage('a', { promise: 'p', version: 2 }),
    aMessage('a', { message: 'a-1', promise: 'p', version: 3, send_at: 1 }),
  ])
  const rows = await dueMessages(database.store, { buckets: ALL_BUCKETS, now: 100, limit: 10, channel: 'email' })
  expect(rows.map(({ stands }) => stands)).toEqual(['open', null])
})
