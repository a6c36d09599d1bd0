import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readRepository } from '../../../tools/sql-lint/repository.ts'
import { readStatement } from '../../../tools/sql-lint/lint.ts'
import { sqlIn } from '../../../tools/sql-lint/statements.ts'
import { ensureMonths } from '../log/ensure-months.ts'
import { migrate } from '../migrate.ts'
import { testPostgres } from '../postgres/postgres.testing.ts'
import type { RunningPostgres } from '../postgres/start.ts'
import { dumpSchema } from './dump.ts'
import { emptyDatabase, type EmptyDatabase } from './empty-database.testing.ts'

const FILE = new URL('../../../migrations/schema.sql', import.meta.url)
const REWRITE = 'TROTH_WRITE=1 npx vitest run --project database src/store/schema/dump.db.test.ts'
const HEAD = `-- What all migrations together make: written by a test, never by hand, so that each change shows as a difference.
-- ${REWRITE}\n\n`

const SYSTEM_15 = '/usr/lib/postgresql/15/bin'
const SERVERS = [
  { version: 18, options: { preferSystem: false } },
  ...(existsSync(SYSTEM_15) ? [{ version: 15, options: { binaries: SYSTEM_15 } }] : []),
]

/** Statements as the program sends them; a cursor can be declared, not prepared. */
const statements = [...readRepository().code]
  .filter(([file]) => file.startsWith('src/store/'))
  .flatMap(([file, source]) => sqlIn(file, source).statements)
  .filter(({ text }) => readStatement({ file: '', line: 0, name: '', text, holes: [] }).blocks !== null)
  .filter(({ text }) => !/^\s*declare/.test(text))

describe.each(SERVERS)('PostgreSQL $version', ({ version, options }) => {
  let server: RunningPostgres
  let database: EmptyDatabase
  const databaseOf = (): Promise<EmptyDatabase> => {
    if ('url' in server.connection) throw new Error('a server of our own has no url')
    return emptyDatabase(server.connection)
  }
  beforeAll(async () => {
    server = await testPostgres(options)
    database = await databaseOf()
    await migrate(database.store)
  }, 60_000)
  afterAll(async () => {
    await database.drop()
    await server.stop()
  })

  test(`migrations/schema.sql is what the migrations make, else write it again: ${REWRITE}`, async () => {
    expect(server.version.split('.')[0]).toBe(String(version))
    const dump = HEAD + (await dumpSchema(database.store))
    if (process.env['TROTH_WRITE'] === '1') writeFileSync(FILE, dump)
    expect(readFileSync(FILE, 'utf8')).toBe(dump)
  })

  test('migrations/schema.sql makes a database that dumps as itself', async () => {
    const other = await databaseOf()
    const session = await other.store.session()
    await session.query(readFileSync(FILE, 'utf8'))
    session.release()
    expect(HEAD + (await dumpSchema(other.store))).toBe(readFileSync(FILE, 'utf8'))
    await other.drop()
  })

  test('months that come and go are not in it', async () => {
    const before = await dumpSchema(database.store)
    await ensureMonths(database.store, Date.UTC(2026, 10, 22))
    expect(await dumpSchema(database.store)).toBe(before)
  })

  test('every statement of the store is understood, with its tables, columns and types', async () => {
    expect(statements.length).toBeGreaterThan(60)
    const session = await database.store.session()
    const misunderstood: string[] = []
    for (const { name, text } of statements)
      await session
        .query(`prepare "understood ${name}" as ${text}`)
        .catch((error: Error) => misunderstood.push(`${name}: ${error.message}`))
    session.release()
    expect(misunderstood).toEqual([])
  })
})
