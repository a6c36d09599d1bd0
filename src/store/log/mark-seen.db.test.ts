import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../database.testing.ts'
import { seenRow } from '../rows.testing.ts'
import { markSeen } from './mark-seen.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('what was heard before is answered with what it said then; what is new is not answered', async () => {
  const [old, other, fresh] = [seenRow('old', 11), seenRow('other', 12), seenRow('fresh', 13)]
  expect(await markSeen(database.store, [old, other])).toEqual(new Map())
  const answered = await markSeen(database.store, [{ ...old, content: 99 }, fresh])
  expect(answered).toEqual(new Map([[old.ref, 11]]))
  expect(await markSeen(database.store, [fresh, old])).toEqual(
    new Map([
      [fresh.ref, 13],
      [old.ref, 11],
    ]),
  )
})

test('of a transaction that was rolled back nothing was heard', async () => {
  const row = seenRow('undone')
  const broken = database.store.inTransaction(async (tx) => {
    await markSeen(tx, [row])
    throw new Error('the turn failed')
  })
  await expect(broken).rejects.toThrow('the turn failed')
  expect(await markSeen(database.store, [row])).toEqual(new Map())
})

test('two that mark the same facts in opposite orders never wait for each other in a circle', async () => {
  const { store } = database
  for (let round = 0; round < 20; round += 1) {
    const rows = Array.from({ length: 1000 }, (_, n) => seenRow(`circle ${round} ${n}`))
    const [first, second] = await Promise.all(
      [rows, rows.toReversed()].map((given) => store.inTransaction((tx) => markSeen(tx, given))),
    )
    // One of them was first with all of them.
    expect([first?.size, second?.size].toSorted((a = 0, b = 0) => a - b)).toEqual([0, 1000])
  }
})
