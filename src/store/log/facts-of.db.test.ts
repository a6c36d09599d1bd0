import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../database.testing.ts'
import { aFact } from '../rows.testing.ts'
import { appendFacts, type FactRow } from './append-facts.ts'
import { factsOf } from './facts-of.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const again = async (...rows: readonly FactRow[]): Promise<readonly object[]> => {
  await appendFacts(database.store, rows)
  const [{ bucket, subject_kind, subject } = aFact('none')] = rows
  return (await factsOf(database.store, [{ bucket, subject_kind, subject }])).map(({ fact }) => fact)
}

const YEAR_1 = -62_135_596_800_000
const YEAR_9999 = 253_402_300_799_999

test('instants from the year 0001 to 9999 come back to the millisecond', async () => {
  const rows = [YEAR_1, YEAR_1 + 1, -1, 0, 1, YEAR_9999].map((at, n) =>
    aFact('ages', { seq: n + 1, heard: at, time: at, known: at, id: String(n) }),
  )
  const facts = await again(...rows)
  expect(facts).toMatchObject(rows.map(({ heard, time, known }) => ({ heard, time, known })))
})

test('to look at one with your own eyes there is at()', async () => {
  const text = `select array(select to_char(at(ms), 'YYYY-MM-DD HH24:MI:SS.MS') from unnest($1::bigint[]) as ms) as at`
  const session = await database.store.session()
  await session.query(`set time zone 'UTC'`)
  const { rows } = await session.query<object>(text, [[YEAR_1, 0, YEAR_9999]])
  session.release()
  expect(rows).toEqual([{ at: ['0001-01-01 00:00:00.000', '1970-01-01 00:00:00.000', '9999-12-31 23:59:59.999'] }])
})

/** Two characters of each of the 17 planes, one near its end: `U+xFFFD`. */
const PLANES = Array.from({ length: 17 }, (_, plane) =>
  String.fromCodePoint(plane * 0x10000 + 0x100, plane * 0x10000 + 0xfffd),
)
const TEXT = `${PLANES.join('')} ' '' " "" \\ \\\\ \\n \\u0041 $1 $$ %s {} \t\n\r ­\u200f\u202e e\u0301 é`

test('a text of every Unicode plane, with quotes and backslashes, comes back as it was', async () => {
  const said = { type: TEXT, source: TEXT, id: TEXT, about: TEXT, sequence: TEXT }
  const [fact] = await again(aFact('texts', { ...said, data: { [TEXT]: [TEXT, { deep: TEXT }] } }))
  const { about, ...rest } = said
  expect(fact).toMatchObject({ ...rest, subject: about, data: { [TEXT]: [TEXT, { deep: TEXT }] } })
})

test("a customer's facts come in the order they were heard, and nobody else's", async () => {
  await appendFacts(database.store, [aFact('other', { id: 'theirs' })])
  const rows = [2, 1, 3].map((seq) => aFact('mine', { seq, heard: seq, id: String(seq) }))
  expect(await again(...rows)).toMatchObject([{ id: '1' }, { id: '2' }, { id: '3' }])
})

test('a place in the log is taken once', async () => {
  await appendFacts(database.store, [aFact('once')])
  await expect(appendFacts(database.store, [aFact('once')])).rejects.toThrow(/duplicate key/)
})
