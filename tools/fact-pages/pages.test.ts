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

// A stale page fails with this beside it, so that nobody has to look the command up.
const stale = { rewriteWith: 'TROTH_WRITE=1 npx vitest run tools/fact-pages' }

test('there is a page for each type of fact, and no other', () => {
  expect({ ...stale, names: readdirSync(folder).toSorted() }).toEqual({ ...stale, names: [...pages.keys()].toSorted() })
})

test.each([...pages])('docs/reference/facts/%s says what the catalogue says', (name, text) => {
  expect({ ...stale, text: readFileSync(join(folder, name), 'utf8') }).toEqual({ ...stale, text })
})
