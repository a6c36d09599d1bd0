import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'

import { afterAll, expect, test } from 'vitest'

import { readLines } from './lines.ts'
import { type ByteSource, fromStream, openFile } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'troth-open-'))
afterAll(() => rmSync(folder, { recursive: true }))

const given = (name: string, bytes: Buffer | string): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

async function read(path: string): Promise<{ lines: string[]; failed: string; source: ByteSource | undefined }> {
  const source = await openFile(path)
  if ('failed' in source) return { lines: [], failed: source.failed.code, source: undefined }
  const lines: string[] = []
  for await (const batch of readLines(source)) {
    if ('failed' in batch) return { lines, failed: `${batch.failed.code} ${batch.failed.place.line}`, source }
    lines.push(...batch.lines)
  }
  return { lines, failed: '', source }
}

const thousand = Array.from({ length: 1000 }, (_, i) => `{"n":${i},"noise":"${Math.sin(i)}"}`)

test('a gzipped file is known by its bytes, whatever its name', async () => {
  const { lines, failed } = await read(given('facts.ndjson', gzipSync(thousand.join('\n'))))
  expect({ lines, failed }).toEqual({ lines: thousand, failed: '' })
})

test('a plain file called .gz is read as it is', async () => {
  expect((await read(given('plain.gz', 'one\ntwo\n'))).lines).toEqual(['one', 'two'])
})

test('two gzip files put together are one file', async () => {
  const both = Buffer.concat([gzipSync('one\n'), gzipSync('two\n')])
  expect((await read(given('both', both))).lines).toEqual(['one', 'two'])
})

test('a gzip cut short ends with a failure that names the last whole line', async () => {
  const whole = gzipSync(thousand.join('\n'))
  const { lines, failed } = await read(given('cut.gz', whole.subarray(0, whole.length >> 1)))
  expect(lines.length).toBeGreaterThan(100)
  expect(failed).toBe(`gzip-truncated ${lines.length}`)
})

test('a gzip with a wrong byte fails', async () => {
  const whole = gzipSync(thousand.join('\n'))
  whole[whole.length >> 1] = (whole[whole.length >> 1] ?? 0) ^ 0xff
  expect((await read(given('wrong.gz', whole))).failed).toMatch(/^gzip-damaged/)
})

test('progress counts the bytes on disk up to the file size', async () => {
  const whole = gzipSync(thousand.join('\n'))
  const { source } = await read(given('progress.gz', whole))
  expect(source?.progress()).toEqual({ read: whole.length, total: whole.length })
})

test('progress counts every piece of a long file', async () => {
  const { source } = await read(given('long', `${'x'.repeat(99)}\n`.repeat(10_000)))
  expect(source?.progress()).toEqual({ read: 1_000_000, total: 1_000_000 })
})

test.each([
  ['a file that is not there', join(folder, 'nowhere'), 'file-missing'],
  ['a folder', folder, 'file-is-folder'],
])('%s is a problem, not an exception', async (_, path, code) => {
  expect((await read(path)).failed).toBe(code)
})

test('an Excel workbook is told apart from text', async () => {
  expect((await read(given('facts.csv', 'PK\u0003\u0004rest'))).failed).toBe('file-archive')
})

test('an empty file has no lines and no problem', async () => {
  expect(await read(given('empty', ''))).toMatchObject({ lines: [], failed: '' })
})

test('bytes that arrive one at a time are read all the same', async () => {
  const source = await fromStream('-', Readable.from([...gzipSync('one\ntwo\n')].map((byte) => Buffer.from([byte]))))
  const lines: string[] = []
  if ('failed' in source) throw new Error(source.failed.reason)
  for await (const batch of readLines(source)) lines.push(...('lines' in batch ? batch.lines : []))
  expect(lines).toEqual(['one', 'two'])
})
