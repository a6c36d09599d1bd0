import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sources } from './lint.ts'

const ROOT = join(import.meta.dirname, '../..')

/** All code that is shipped, and the migrations in their order. */
export function readRepository(): Sources {
  const code = filesIn('src').filter((file) => file.endsWith('.ts') && !/\.(test|testing)\.ts$/.test(file))
  const migrations = filesIn('migrations').filter((file) => /\/\d{4}-[^/]*\.sql$/.test(file))
  return { code: textsOf(code), migrations: textsOf(migrations) }
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .toSorted()

const textsOf = (files: readonly string[]): ReadonlyMap<string, string> =>
  new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]))
