import { Readable } from 'node:stream'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { readLines } from './lines.ts'
import { fromStream } from './open.ts'

interface Read {
  readonly lines: [number, string][]
  readonly rejects: [number, string][]
  readonly failed: string
}

async function read(pieces: readonly (Buffer | string)[], maxLineCharacters?: number): Promise<Read> {
  const source = await fromStream('given', Readable.from(pieces.map((piece) => Buffer.from(piece as string))))
  if ('failed' in source) throw new Error(source.failed.reason)
  const got: Read = { lines: [], rejects: [], failed: '' }
  for await (const batch of readLines(source, maxLineCharacters === undefined ? {} : { maxLineCharacters })) {
    if ('failed' in batch) return { ...got, failed: batch.failed.code }
    batch.lines.forEach((line, i) => got.lines.push([batch.numbers[i] ?? 0, line]))
    for (const { line, problem } of batch.rejects) got.rejects.push([line, problem.code])
  }
  return got
}

test('blank lines are left out and still counted; CRLF is a line end', async () => {
  expect((await read(['a\r\n\r\n\nb\n', 'c'])).lines).toEqual([
    [1, 'a'],
    [4, 'b'],
    [5, 'c'],
  ])
})

test('a line with a NUL is rejected by itself', async () => {
  const { lines, rejects } = await read(['a\nb\0b\nc\n'])
  expect({ lines, rejects }).toEqual({
    lines: [
      [1, 'a'],
      [3, 'c'],
    ],
    rejects: [[2, 'line-nul']],
  })
})

test('a line that is not UTF-8 is rejected by itself, also where a rightful U+FFFD stands near', async () => {
  const { lines, rejects } = await read(['ä\n', Buffer.from([0x61, 0xe9, 0x62, 10]), '\ufffd\n'])
  expect({ lines, rejects }).toEqual({
    lines: [
      [1, 'ä'],
      [3, '\ufffd'],
    ],
    rejects: [[2, 'line-not-utf8']],
  })
})

test('a character cut in two by the pieces is whole again', async () => {
  const bytes = Buffer.from('né\nö\n')
  expect((await read([...bytes].map((byte) => Buffer.from([byte])))).lines).toEqual([
    [1, 'né'],
    [2, 'ö'],
  ])
})

test('a line longer than allowed is rejected, the next one is read, and it is never held whole', async () => {
  const pieces = ['a\n', ...Array.from({ length: 160 }, () => 'x'.repeat(65_536)), '\nb\n']
  const before = process.memoryUsage().rss
  const { lines, rejects } = await read(pieces, 100_000)
  expect({ lines, rejects }).toEqual({
    lines: [
      [1, 'a'],
      [3, 'b'],
    ],
    rejects: [[2, 'line-too-long']],
  })
  expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024)
})

test('a byte order mark is not part of the first line', async () => {
  expect((await read(['\ufeffa\nb\n'])).lines).toEqual([
    [1, 'a'],
    [2, 'b'],
  ])
})

test.each([
  ['with a mark', Buffer.from('\ufeff{"a":1}\n', 'utf16le')],
  ['without a mark', Buffer.from('{"a":1}\n', 'utf16le')],
  ['big end first', Buffer.from('{"a":1}\n', 'utf16le').swap16()],
  ['one long line', Buffer.from('{"a":1}', 'utf16le')],
])('UTF-16 %s is named as such', async (_, bytes) => {
  expect((await read([bytes])).failed).toBe('file-utf16')
})

test('law: any text cut anywhere gives the lines that a plain split gives', async () => {
  const word = fc
    .array(fc.constantFrom('a', 'ß', '😀', '\n', '\r\n', ' ', '{'), { maxLength: 40 })
    .map((part) => part.join(''))
  await fc.assert(
    fc.asyncProperty(word, fc.array(fc.nat(12), { maxLength: 20 }), async (text, cuts) => {
      const bytes = Buffer.from(text)
      const pieces: Buffer[] = []
      let at = 0
      for (const cut of cuts) pieces.push(bytes.subarray(at, (at += cut)))
      const expected = text
        .split(/\r?\n/)
        .map((line, i) => [i + 1, line] as const)
        .filter(([, line]) => line !== '')
      expect((await read([...pieces, bytes.subarray(at)])).lines).toEqual(expected)
    }),
  )
})
