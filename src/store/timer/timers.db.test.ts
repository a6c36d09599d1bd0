import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ALL_BUCKETS } from '../bucket.ts'
import { testDatabase, type TestDatabase } from '../database.testing.ts'
import { writePromises, type PromiseKnown, type PromiseRow } from '../ledger/write-promises.ts'
import { placeOf } from '../rows.testing.ts'
import { clearTimers } from './clear-timers.ts'
import { dueSubjects } from './due-subjects.ts'
import { nextWake } from './next-wake.ts'
import { setTimers, type TimerRow } from './set-timers.ts'
import { timersOf } from './timers-of.ts'
import { wakeAllOpen } from './wake-all-open.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  for (const table of ['timer', 'promise'])
    await database.store.query({ name: `empty ${table}`, text: `truncate ${table}` })
})

const timer = (name: string, wake: number): TimerRow => {
  const { bucket, customer } = placeOf(name)
  return { bucket, subject_kind: 0, subject: customer, wake }
}
const wakes = async (...names: readonly string[]): Promise<readonly (number | undefined)[]> => {
  const rows = names.map((name) => timer(name, 0))
  const found = await timersOf(database.store, rows)
  return rows.map(({ subject }) => found.get(subject))
}

test('a subject has one hour to wake at: the newest', async () => {
  await setTimers(database.store, [timer('a', 10), timer('b', 20)])
  await setTimers(database.store, [timer('a', 30)])
  expect(await wakes('a', 'b')).toEqual([30, 20])
  expect(await nextWake(database.store, ALL_BUCKETS)).toBe(20)
  await clearTimers(database.store, [timer('b', 0)])
  expect(await wakes('a', 'b')).toEqual([30, undefined])
})

test('a customer and a crew day of one id wake apart', async () => {
  await setTimers(database.store, [timer('a', 10), { ...timer('a', 40), subject_kind: 1 }])
  await clearTimers(database.store, [timer('a', 0)])
  expect(await nextWake(database.store, ALL_BUCKETS)).toBe(40)
})

test('due is who should have been looked at before now, the longest first', async () => {
  await setTimers(database.store, [timer('a', 30), timer('b', 10), timer('c', 50), timer('d', 49)])
  const due = await dueSubjects(database.store, { buckets: ALL_BUCKETS, before: 50, limit: 2 })
  expect(due.map(({ wake }) => wake)).toEqual([10, 30])
  const all = await dueSubjects(database.store, { buckets: ALL_BUCKETS, before: 50, limit: 10 })
  expect(all.map(({ wake }) => wake)).toEqual([10, 30, 49])
})

const promise = (name: string, state: string, id = 'p'): PromiseRow & PromiseKnown => {
  const none = { due_from: null, due_to: null, tell_by: null, settled: null, cured_at: null, cause: null, told: null }
  const what = {
    version: 1,
    kind: 'k',
    key: 'v',
    owner: 'field',
    to: null,
    counted: true,
    made: 0,
    without_work: false,
    heard: null,
    settled_heard: null,
    outcome: null,
  }
  return { ...placeOf(name), id, ...what, ...none, state, playbook_version: '1', evidence: [] }
}

test('a new playbook wakes whoever has a promise open, sooner than planned and never later', async () => {
  const { store } = database
  await writePromises(store, [
    promise('sleeps', 'open'),
    promise('early', 'open'),
    promise('late', 'open'),
    promise('late', 'open', 'q'),
    promise('over', 'kept'),
  ])
  await setTimers(store, [timer('early', 10), timer('late', 90), timer('over', 90)])
  await wakeAllOpen(store, ALL_BUCKETS, 50)
  expect(await wakes('sleeps', 'early', 'late', 'over')).toEqual([50, 10, 50, 90])
})
