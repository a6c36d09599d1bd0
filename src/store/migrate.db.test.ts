import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { migrate } from './migrate.ts'
import { dumpSchema } from './schema/dump.ts'
import { emptyDatabase, type EmptyDatabase } from './schema/empty-database.testing.ts'
import { openStore } from './store.ts'

let database: EmptyDatabase
beforeEach(async () => {
  database = await emptyDatabase(inject('postgres'))
})
afterEach(() => database.drop())

const run = async (text: string): Promise<readonly object[]> => {
  const session = await database.store.session()
  const { rows } = await session.query<object>(text).finally(() => session.release())
  return rows
}

test('from nothing to the newest, each migration once', async () => {
  const first = await migrate(database.store)
  expect(first).toEqual({ applied: expect.arrayContaining(['0001-the-ledger.sql']) })
  const before = await dumpSchema(database.store)
  expect(await migrate(database.store)).toEqual({ applied: [] })
  expect(await dumpSchema(database.store)).toBe(before)
})

test('a migration that was edited after it ran is refused, and nothing is changed', async () => {
  await migrate(database.store)
  await run(`update migration set hash = 'another' where name = '0001-the-ledger.sql'`)
  expect(await migrate(database.store)).toMatchObject({ problem: { level: 'error', code: 'migration-edited' } })
})

test('a database that has had a migration we do not know is newer than we are: refused', async () => {
  await migrate(database.store)
  await run(`insert into migration (name, hash) values ('9999-from-tomorrow.sql', 'x')`)
  expect(await migrate(database.store)).toMatchObject({ problem: { level: 'error', code: 'database-newer' } })
})

test('eight that start at once migrate it once', async () => {
  const stores = Array.from({ length: 8 }, () => openStore(database.connection, { connections: 1 }))
  const answers = await Promise.all(stores.map(migrate))
  await Promise.all(stores.map((store) => store.close()))
  const applied = answers.map((answer) => ('applied' in answer ? answer.applied : []))
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
  expect(await run('select count(*)::integer as n from migration where name like $$0001%$$')).toEqual([{ n: 1 }])
})

test('a migration that fails in its middle leaves nothing behind, and runs once the reason is gone', async () => {
  // Somebody's table of the same name as the last one the migration makes.
  await run('create table audit (mine int)')
  await expect(migrate(database.store)).rejects.toThrow('relation "audit" already exists')
  expect(
    await run(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
    ),
  ).toEqual([{ relname: 'audit' }, { relname: 'migration' }])
  expect(await run('select name from migration')).toEqual([])
  await run('drop table audit')
  expect(await migrate(database.store)).toEqual({ applied: expect.arrayContaining(['0001-the-ledger.sql']) })
})
