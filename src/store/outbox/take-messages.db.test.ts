import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ALL_BUCKETS } from '../bucket.ts'
import { testDatabase, type TestDatabase } from '../database.testing.ts'
import { aMessage } from '../rows.testing.ts'
import { dueMessages } from './due-messages.ts'
import { endAttempts } from './end-attempts.ts'
import { leftHanging } from './left-hanging.ts'
import { putBack } from './put-back.ts'
import { queueMessages } from './queue-messages.ts'
import { takeMessages } from './take-messages.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  for (const table of ['outbox', 'attempt'])
    await database.store.query({ name: `empty ${table}`, text: `truncate ${table}` })
})

const message = aMessage('a')
const quiet = aMessage('b')
const take = (epoch: number): Promise<void> =>
  takeMessages(
    database.store,
    [
      { ...message, sends: true, counts: 'service' },
      { ...quiet, sends: false, counts: null },
    ],
    { epoch, now: 50 },
  )
const due = (): Promise<readonly object[]> =>
  dueMessages(database.store, { buckets: ALL_BUCKETS, now: 100, limit: 10, channel: 'email' })
const hanging = async (epoch: number): Promise<readonly object[]> =>
  (await leftHanging(database.store, ALL_BUCKETS, epoch)).map(({ decision, tries, opened }) => ({
    decision,
    tries,
    opened,
  }))
const attempts = (): Promise<readonly object[]> =>
  database.store.query({
    name: 'attempts',
    text: 'select message, n, state, began, ended from attempt order by message, n',
  })

test('what is taken is due no more; an attempt is on record before anything leaves, for what will be sent', async () => {
  await queueMessages(database.store, [message, quiet])
  await take(7)
  expect(await due()).toEqual([])
  expect(await attempts()).toEqual([{ message: 'a-0', n: 1, state: 'sending', began: 50, ended: null }])
})

test('after a death: what had an open attempt may have left, what had none has not', async () => {
  await queueMessages(database.store, [message, quiet])
  await take(7)
  expect(await hanging(7)).toEqual([])
  const found = await hanging(8)
  expect(found).toHaveLength(2)
  expect(found).toEqual(
    expect.arrayContaining([
      { decision: 'a', tries: 1, opened: true },
      { decision: 'b', tries: 0, opened: false },
    ]),
  )
})

test('an attempt that was ended is not taken for one that may have left', async () => {
  await queueMessages(database.store, [message])
  await take(7)
  const end = { provider_id: null, reason: 'busy', ended: 60 }
  await endAttempts(database.store, [{ ...message, n: 1, state: 'later', ...end }])
  expect(await hanging(8)).toEqual([{ decision: 'a', tries: 1, opened: false }])
})

test('put back it is due again, and its next try has a number of its own', async () => {
  await queueMessages(database.store, [message])
  await take(7)
  await endAttempts(database.store, [{ ...message, n: 1, state: 'later', provider_id: null, reason: null, ended: 60 }])
  await putBack(database.store, [{ ...message, send_at: 90, held: null }])
  expect(await due()).toMatchObject([{ decision: 'a', tries: 1, send_at: 90, held: null }])
  await take(7)
  expect(await attempts()).toMatchObject([
    { n: 1, state: 'later', began: 50, ended: 60 },
    { n: 2, state: 'sending' },
  ])
})
