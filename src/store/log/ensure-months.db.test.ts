import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../database.testing.ts'
import { aFact } from '../rows.testing.ts'
import { appendFacts } from './append-facts.ts'
import { ensureMonths } from './ensure-months.ts'
import { factsOf } from './facts-of.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await testDatabase()
})
afterEach(() => database.drop())

async function facts(): Promise<Readonly<Record<string, number>>> {
  const text = `select tableoid::regclass::text as name, count(*) as n from fact group by 1`
  const rows = await database.store.query<{ name: string; n: number }>({ name: 'by-month', text })
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]))
}

async function months(): Promise<readonly string[]> {
  const text = `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'fact'::regclass order by 1`
  const rows = await database.store.query<{ name: string }>({ name: 'months', text })
  return rows.map(({ name }) => name)
}

const hear = (heard: number, name: string): Promise<void> => appendFacts(database.store, [aFact(name, { heard })])

test("at a year's end December and January are there, each fact in its own", async () => {
  const lastMoment = Date.UTC(2027, 0, 1) - 1
  await ensureMonths(database.store, lastMoment)
  expect(await months()).toEqual(['fact_2026_12', 'fact_2027_01', 'fact_other'])
  await hear(Date.UTC(2026, 11, 1), 'first of December')
  await hear(lastMoment, 'last of December')
  await hear(lastMoment + 1, 'first of January')
  await hear(Date.UTC(2027, 1, 1), 'February, which is not there yet')
  expect(await facts()).toEqual({ fact_2026_12: 2, fact_2027_01: 1, fact_other: 1 })
})

test('twice is once, and several at the same time are one', async () => {
  const now = Date.UTC(2026, 10, 22)
  await Promise.all([1, 2, 3].map(() => ensureMonths(database.store, now)))
  await ensureMonths(database.store, now)
  expect(await months()).toEqual(['fact_2026_11', 'fact_2026_12', 'fact_other'])
})

test('a month of which facts are there already stays where it is; nothing is lost, and the next month is made', async () => {
  const [wrongClock, now] = [Date.UTC(2026, 10, 3), Date.UTC(2026, 10, 22)]
  await hear(wrongClock, 'early')
  await ensureMonths(database.store, now)
  expect(await months()).toEqual(['fact_2026_12', 'fact_other'])
  await hear(now, 'later')
  expect(await facts()).toEqual({ fact_other: 2 })
  expect(await factsOf(database.store, [aFact('early')])).toHaveLength(1)
})
