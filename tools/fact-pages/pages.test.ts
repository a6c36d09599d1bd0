import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { factTypes } from '../../src/core/fact/catalogue.ts'
import { factPages } from './pages.ts'

const folder = join(import.meta.dirname, '../../docs/reference/facts')
const pages = factPages(factTypes())

/** With TROTH_WRITE=1 this file writes the pages it otherwise checks. */
if (process.env['TROTH_WRITE'] === '1') {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of pages) writeFileSync(join(folder, name), text)
}

// The titles name the command, so that nobody has to look it up when one fails.
const REWRITE = 'TROTH_WRITE=1 npx vitest run tools/fact-pages'

test(`there is a page for each type of fact, and no other, else rewrite them: ${REWRITE}`, () => {
  expect(readdirSync(folder).toSorted()).toEqual([...pages.keys()].toSorted())
})

test.each([...pages])(`%s says what the catalogue says, else rewrite it: ${REWRITE}`, (name, text) => {
  expect(readFileSync(join(folder, name), 'utf8')).toBe(text)
})
