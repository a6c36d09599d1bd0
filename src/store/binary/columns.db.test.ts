import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../database.testing.ts'
import { withColumns } from './columns.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const everyType = {
  name: 'every-type',
  text: `select unnest($1::smallint[]) as small, unnest($2::integer[]) as whole, unnest($3::bigint[]) as big, unnest($4::real[]) as real,
                unnest($5::boolean[]) as truth, unnest($6::uuid[]) as subject, unnest($7::text[]) as words, unnest($8::json[]) as data,
                unnest($9::bytea[]) as sealed`,
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
const words = fc.string({ unit: 'binary', maxLength: 90 }).filter((text) => !text.includes('\0'))
const row = fc.record({
  small: orNull(fc.integer({ min: -32_768, max: 32_767 })),
  whole: orNull(fc.integer()),
  big: orNull(fc.maxSafeInteger()),
  real: orNull(fc.integer({ min: -999, max: 999 }).map((eighths) => eighths / 8)),
  truth: orNull(fc.boolean()),
  subject: orNull(fc.uint8Array({ minLength: 16, maxLength: 16 }).map(hex)),
  words: orNull(words),
  data: orNull(fc.record({ said: words, n: fc.integer(), more: fc.array(words) })),
  sealed: orNull(fc.uint8Array({ maxLength: 60 }).map((bytes) => `\\x${hex(bytes)}`)),
})

test('law: whatever is written in columns is read again as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      const read = await database.store.query<{ sealed: Buffer | null }>(everyType, withColumns(everyType, rows))
      expect(read.map(({ sealed, ...rest }) => ({ ...rest, sealed: sealed && `\\x${hex(sealed)}` }))).toEqual(rows)
    }),
  )
})

test('no rows are no rows', async () => {
  expect(await database.store.query(everyType, withColumns(everyType, []))).toEqual([])
})

const textStatement = { name: 'texts', text: 'select unnest($1::text[]) as words' }
const jsonStatement = { name: 'objects', text: 'select unnest($1::json[]) as data' }
const numberStatement = { name: 'numbers', text: 'select unnest($1::smallint[]) as small' }

test('half a character is refused, for it would come back as another text; one that only looks like it is taken', () => {
  expect(() => withColumns(textStatement, [{ words: 'a\ud83d' }])).toThrow(/half a character/)
  expect(() => withColumns(jsonStatement, [{ data: { say: '\\\ude00' } }])).toThrow(/half a character/)
  expect(() => withColumns(jsonStatement, [{ data: { say: '\\ud83d 😀' } }])).not.toThrow()
})

test('a row that lacks a field, and a number that does not fit, are refused', () => {
  expect(() => withColumns(textStatement, [{ word: 'a' }])).toThrow('a row without words')
  expect(() => withColumns(numberStatement, [{ small: 32_768 }])).toThrow('32768 is no smallint')
  expect(() => withColumns(numberStatement, [{ small: 1.5 }])).toThrow('1.5 is no smallint')
})

test('a statement whose parameters are not in their order is refused: each would be given another’s values', () => {
  const text = 'select unnest($2::text[]) as a, unnest($1::text[]) as b'
  expect(() => withColumns({ name: 'turned', text }, [])).toThrow(/in their order/)
})
