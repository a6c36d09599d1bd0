import { Readable } from 'node:stream'

import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { type CsvFile, readCsv } from './csv.ts'
import type { CsvSettings } from './csv/dialect.ts'
import type { Failed } from './failed.ts'
import { fromStream } from './open.ts'

async function open(pieces: readonly (Buffer | string)[], settings?: CsvSettings): Promise<CsvFile | Failed> {
  const source = await fromStream('given.csv', Readable.from(pieces.map((piece) => Buffer.from(piece as string))))
  return 'failed' in source ? source : readCsv(source, settings)
}

async function read(pieces: readonly (Buffer | string)[], settings?: CsvSettings) {
  const got = { rows: [] as string[][], lines: [] as number[], rejects: [] as [number, string, string][], failed: '' }
  const file = await open(pieces, settings)
  if ('failed' in file) return { ...got, failed: file.failed.code }
  for await (const batch of file.batches) {
    if ('failed' in batch) return { ...got, failed: batch.failed.code }
    got.rows.push(...batch.rows.map((row) => [...row]))
    got.lines.push(...batch.lines)
    for (const { line, raw, problem } of batch.rejects) got.rejects.push([line, problem.code, raw])
  }
  return got
}

test('rows come with the line they start on; line ends inside quotes count', async () => {
  const { rows, lines } = await read(['a,b\n1,"x\n', '\r\ny"\n\n2,z'])
  expect({ rows, lines }).toEqual({
    rows: [
      ['1', 'x\n\r\ny'],
      ['2', 'z'],
    ],
    lines: [2, 6],
  })
})

test('a header may hold a line end and a doubled quote', async () => {
  const file = await open(['"a\n', '1","b""c"\n1,2\n'])
  expect(file).toMatchObject({ names: ['a\n1', 'b"c'] })
})

test('a quote inside a plain field stands for itself', async () => {
  expect((await read(['size,b\n5" pipe,x\n'])).rows).toEqual([['5" pipe', 'x']])
})

test('other delimiters and no quotes at all', async () => {
  expect((await read(['a;b\n1;"2;3"\n'], { delimiter: ';' })).rows).toEqual([['1', '2;3']])
  expect((await read(['a\tb\n"1\t2"\n'], { delimiter: '\t', quote: '' })).rows).toEqual([['"1', '2"']])
})

test('a row with a wrong number of columns is rejected with its line and text, the others are read', async () => {
  const { rows, rejects } = await read(['a,b\n1,2\n3\n4,5,6\n7,8\n"9"\n""\n"",""\n'])
  expect(rows).toEqual([
    ['1', '2'],
    ['7', '8'],
    ['', ''],
  ])
  expect(rejects).toEqual([
    [3, 'csv-columns', '3'],
    [4, 'csv-columns', '4,5,6'],
    [6, 'csv-columns', '"9"'],
    [7, 'csv-columns', '""'],
  ])
})

test('one column: an empty line is no row, an empty quoted field is one', async () => {
  expect((await read(['a\n1\n\n""\n2\r\n'])).rows).toEqual([['1'], [''], ['2']])
})

test('a quoted field that goes on after its quote costs only its own line', async () => {
  const { rows, rejects } = await read(['a,b\n1,"x"y\n2,z\n'])
  expect({ rows, rejects }).toEqual({ rows: [['2', 'z']], rejects: [[2, 'csv-quote', '1,"x"y']] })
})

test('an unclosed quote costs only its own line', async () => {
  const body = Array.from({ length: 50_000 }, (_, i) => `${i},z\n`)
  const { rows, rejects } = await read(['a,b\n0,"x\n', ...body], { maxRowCharacters: 10_000 })
  expect(rows.length).toBe(50_000)
  expect(rejects).toEqual([[2, 'csv-unclosed-quote', '0,"x']])
})

test('an unclosed quote at the end of the file costs only its own line', async () => {
  const { rows, lines, rejects } = await read(['a,b\n1,"x\n2,y\n3,z'])
  expect({ rows, lines }).toEqual({
    rows: [
      ['2', 'y'],
      ['3', 'z'],
    ],
    lines: [3, 4],
  })
  expect(rejects.map(([line, code]) => [line, code])).toEqual([[2, 'csv-unclosed-quote']])
})

test.each(['"', ''])(
  'a field of 10 MB (after %j) is rejected, the next row is read, and memory stays',
  async (quote) => {
    const big = Array.from({ length: 160 }, () => 'x'.repeat(65_536))
    const before = process.memoryUsage().rss
    const { rows, rejects } = await read(['a,b\n1,2\n3,', quote, ...big, quote, '\n4,"5"\n'])
    expect(rows).toEqual([
      ['1', '2'],
      ['4', '5'],
    ])
    expect(rejects.map(([line, code, raw]) => [line, code, raw.length <= 1000])).toEqual([[3, 'line-too-long', true]])
    expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024)
  },
)

test('a row with a NUL or with bytes that are not UTF-8 is rejected by itself', async () => {
  const { rows, rejects } = await read(['a,b\n1,\0\n2,"x\n', Buffer.from([0xe9, 10]), 'y"\n3,z\n'])
  expect(rows).toEqual([['3', 'z']])
  expect(rejects.map(([line, code]) => [line, code])).toEqual([
    [2, 'line-nul'],
    [3, 'line-not-utf8'],
  ])
})

test('a line that is not UTF-8 is found after a header that came in two pieces', async () => {
  const { rows, rejects } = await read(['"a\n', Buffer.from('1",b\n1,x\n2,\xe9\n3,z\n', 'latin1')])
  expect(rows).toEqual([
    ['1', 'x'],
    ['3', 'z'],
  ])
  expect(rejects.map(([line, code]) => [line, code])).toEqual([[4, 'line-not-utf8']])
})

test('rows whose every line opens a quote that the next closes do not take time by the square', async () => {
  const lines = Array.from({ length: 20_000 }, () => 'a","b\n')
  const started = process.cpuUsage()
  const { rows, rejects } = await read(['a,b\n', lines.join('')])
  expect(rows.length + rejects.length).toBeGreaterThan(0)
  expect(process.cpuUsage(started).user).toBeLessThan(3_000_000)
})

test.each([
  ['two columns of one name', 'a,b,a\n1,2,3\n', 'csv-header-twice'],
  ['a column without a name', 'a,,b\n1,2,3\n', 'csv-header-empty'],
  ['an empty file', '', 'csv-empty'],
  ['an empty first line', '\na,b\n', 'csv-header-empty'],
  ['an unclosed quote in the header', '"a,b\n1,2\n', 'csv-unclosed-quote'],
  ['old Mac line ends', 'a,b\r1,2\r', 'csv-line-ends'],
  ['UTF-16', Buffer.from('\ufeffa,b\n', 'utf16le'), 'file-utf16'],
])('%s: nothing is read', async (_, text, code) => {
  expect((await read([text])).failed).toBe(code)
})

test('a delimiter of two characters is refused', async () => {
  expect((await read(['a||b\n'], { delimiter: '||' })).failed).toBe('csv-dialect')
})

function cutAt(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  const pieces: Buffer[] = []
  let at = 0
  for (const length of lengths) pieces.push(bytes.subarray(at, (at += length)))
  return [...pieces, bytes.subarray(at)]
}

const field = fc
  .array(fc.constantFrom('a', 'é', '😀', ',', '"', '\n', '\r\n', ' ', '', 'word'), { maxLength: 6 })
  .map((parts) => parts.join(''))
const rowsOf3 = fc.array(fc.tuple(field, field, field), { maxLength: 12 })
const written = (row: readonly string[], quoteAll: boolean): string =>
  row.map((text) => (quoteAll || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')

test('law: whatever was written is read, as csv-parse reads it, wherever the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      rowsOf3,
      fc.boolean(),
      fc.constantFrom('\n', '\r\n'),
      fc.array(fc.nat(9)),
      async (rows, all, eol, cuts) => {
        const text = ['h1,h2,h3', ...rows.map((row) => written(row, all))].join(eol)
        const bytes = Buffer.from(text)
        const got = await read(cutAt(bytes, cuts))
        const oracle = parse(text, {
          from_line: 1,
          info: true,
          skip_empty_lines: true,
          record_delimiter: eol,
        }) as unknown as Oracle[]
        expect(got.rows).toEqual(rows)
        expect(got.rows).toEqual(oracle.slice(1).map(({ record }) => record))
        expect(got.rejects).toEqual([])
      },
    ),
  )
})

interface Oracle {
  readonly record: string[]
}

test('law: junk never throws, no line is reported twice, and where the bytes are cut changes nothing', async () => {
  const part = fc.constantFrom(
    'a',
    ',',
    '"',
    '"',
    '\n',
    '\r\n',
    '\0',
    'é',
    'b,c',
    'long text of a field',
    ',"',
    '",',
    '",""',
  )
  const junk = fc.array(part, { maxLength: 60 }).map((parts) => parts.join(''))
  await fc.assert(
    fc.asyncProperty(junk, fc.array(fc.nat(15), { maxLength: 40 }), async (text, cuts) => {
      const bytes = Buffer.from(`x,y\n${text}`)
      const got = await read(cutAt(bytes, cuts), { maxRowCharacters: 20 })
      const starts = [...got.lines, ...got.rejects.map(([line]) => line)]
      expect(got.failed).toBe('')
      expect(new Set(starts).size).toBe(starts.length)
      const whole = await read([bytes], { maxRowCharacters: 20 })
      expect(got).toEqual(whole)
    }),
  )
})
