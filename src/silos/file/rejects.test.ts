import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { fileProblem, type Reject } from './failed.ts'
import { openRejects } from './rejects.ts'

const folder = mkdtempSync(join(tmpdir(), 'troth-rejects-'))
afterAll(() => rmSync(folder, { recursive: true }))

const rejected = (line: number, raw: string): Reject => {
  const problem = fileProblem('csv-columns', { file: 'a.csv', line }, { reason: 'too few.', mend: 'Add one.' })
  return { line, raw, problem }
}

test('no reject, no file', () => {
  const path = join(folder, 'none')
  expect(openRejects(path).close()).toBeUndefined()
  expect(existsSync(path)).toBe(false)
})

test('each reject is one JSON line with its text, whatever is in it', () => {
  const path = join(folder, 'some')
  const rejects = openRejects(path)
  rejects.add(rejected(2, '1,"x\ny\0'))
  rejects.add(rejected(5, 'ü'))
  expect(rejects.close()).toBeUndefined()
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { file: 'a.csv', line: 2, code: 'csv-columns', reason: 'too few.', mend: 'Add one.', raw: '1,"x\ny\0' },
    { file: 'a.csv', line: 5, code: 'csv-columns', reason: 'too few.', mend: 'Add one.', raw: 'ü' },
  ])
})

test('all are counted and written, the first 100 problems are kept', () => {
  const path = join(folder, 'many')
  const rejects = openRejects(path)
  for (let line = 1; line <= 5000; line++) rejects.add(rejected(line, 'x'.repeat(50)))
  rejects.close()
  expect(rejects.count()).toBe(5000)
  expect(rejects.problems().map(({ place }) => place.line)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
  expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(5000)
})

test('a rejects file that cannot be written is a problem when closed', () => {
  const rejects = openRejects(join(folder, 'nowhere', 'rejects'))
  rejects.add(rejected(1, ''))
  expect(rejects.close()?.code).toBe('file-missing')
})
