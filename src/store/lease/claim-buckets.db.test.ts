import { afterAll, beforeAll, expect, test } from 'vitest'
import { ALL_BUCKETS } from '../bucket.ts'
import { testDatabase, type TestDatabase } from '../database.testing.ts'
import { claimBuckets } from './claim-buckets.ts'
import { stillHolds } from './still-holds.ts'
import { tryHold } from './try-hold.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('each claim raises the epoch, and fences off whoever held the buckets before', async () => {
  const { store } = database
  const holds = (holder: string): Promise<boolean> => stillHolds(store, ALL_BUCKETS, holder)
  expect(await holds('first')).toBe(false)
  expect(await claimBuckets(store, { holder: 'first', until: 0 })).toBe(1)
  expect(await holds('first')).toBe(true)
  expect(await claimBuckets(store, { holder: 'second', until: 0 })).toBe(2)
  expect(await holds('first')).toBe(false)
  expect(await holds('second')).toBe(true)
  expect(await claimBuckets(store, { holder: 'first', until: 0 })).toBe(3)
})

test('one bucket lost is all of them: nothing is committed in between', async () => {
  const { store } = database
  await claimBuckets(store, { holder: 'whole', until: 0 })
  await store.query({ name: 'lose', text: `update lease set holder = 'thief' where bucket = 255` })
  expect(await stillHolds(store, ALL_BUCKETS, 'whole')).toBe(false)
  expect(await stillHolds(store, ALL_BUCKETS.slice(0, 255), 'whole')).toBe(true)
})

test('the lock is free as soon as the connection of its holder ends', async () => {
  const [first, second] = [await database.store.session(), await database.store.session()]
  expect(await tryHold(first)).toBe(true)
  expect(await tryHold(second)).toBe(false)
  const ended = new Promise((done) => first.once('end', done))
  first.release(true)
  await ended
  // The server frees it when it has seen the connection close, which this waits for in line.
  await second.query('select pg_advisory_lock($1)', [0x74726f74])
  second.release(true)
})
