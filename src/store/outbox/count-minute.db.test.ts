import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../database.testing.ts'
import { countMinute } from './count-minute.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const FOUR_WEEKS = 4 * 7 * 24 * 60

test('a minute is counted up, beside the most of any minute of the four weeks before', async () => {
  const { store } = database
  const now = 1_000_000
  const count = (minute: number, n: number, moment = 'm'): ReturnType<typeof countMinute> =>
    countMinute(store, minute, [{ moment, n }])
  expect(await count(now - FOUR_WEEKS - 1, 900)).toEqual([{ moment: 'm', n: 900, peak: 0 }])
  await count(now - FOUR_WEEKS, 40)
  await count(now - 1, 30)
  await count(now + 1, 800)
  await count(now - 5, 700, 'another')
  expect(await count(now, 3)).toEqual([{ moment: 'm', n: 3, peak: 40 }])
  expect(await count(now, 4)).toEqual([{ moment: 'm', n: 7, peak: 40 }])
})

test('several senders that count the same moments at once lose none and never wait in a circle', async () => {
  const counts = Array.from({ length: 300 }, (_, n) => ({ moment: `m${n}`, n: 1 }))
  for (let minute = 1; minute <= 20; minute += 1)
    await Promise.all([counts, counts.toReversed()].map((given) => countMinute(database.store, minute, given)))
  const last = await countMinute(database.store, 20, counts)
  expect(last.filter(({ n, peak }) => n === 3 && peak === 2)).toHaveLength(300)
})
