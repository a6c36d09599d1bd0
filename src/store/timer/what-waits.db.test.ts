import { afterAll, beforeAll, expect, test } from 'vitest'
import { ALL_BUCKETS } from '../bucket.ts'
import { testDatabase, type TestDatabase } from '../database.testing.ts'
import { queueMessages } from '../outbox/queue-messages.ts'
import { aMessage } from '../rows.testing.ts'
import { setTimers } from './set-timers.ts'
import { whatWaits, type Waits } from './what-waits.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const asked = (now: number): Promise<Waits> =>
  whatWaits(database.store, { buckets: ALL_BUCKETS, now, channels: ['email', 'sms'] })

test('nothing waits in an empty ledger', async () => {
  expect(await asked(100)).toEqual({ timers: false, channels: [], relay: false, published: 0, erased: 0 })
})

test('it says when somebody is due, and over which of the channels asked for something is to leave', async () => {
  await setTimers(database.store, [{ bucket: 1, subject_kind: 0, subject: '0'.repeat(32), wake: 100 }])
  await queueMessages(database.store, [
    aMessage('now', { send_at: 101, channel: 'sms' }),
    aMessage('later', { send_at: 500, channel: 'email' }),
    aMessage('elsewhere', { send_at: 1, channel: 'fax' }),
  ])
  expect(await asked(100)).toMatchObject({ timers: false, channels: [] })
  expect(await asked(101)).toMatchObject({ timers: true, channels: ['sms'] })
})
