import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import pg from 'pg'
import { afterAll, expect, test } from 'vitest'

import { testFolder } from './postgres.testing.ts'
import { type PostgresOptions, type RunningPostgres, startPostgres } from './start.ts'

const parent = testFolder('troth-start-')
const folder = join(parent, 'troth-data')
const running: RunningPostgres[] = []
afterAll(async () => {
  await Promise.all(running.map(({ stop }) => stop()))
  rmSync(parent, { recursive: true })
})

async function start(options: Partial<PostgresOptions> = {}): Promise<RunningPostgres> {
  const answer = await startPostgres({ folder, preferSystem: false, ...options })
  if ('problems' in answer) throw new Error(JSON.stringify(answer.problems))
  running.push(answer)
  return answer
}

async function query<T>(from: RunningPostgres, text: string): Promise<T[]> {
  const client = new pg.Client(from.connection)
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows as T[]
}

const setting = async (from: RunningPostgres, name: string): Promise<string | undefined> =>
  (await query<Record<string, string>>(from, `show ${name}`))[0]?.[name]

test('the first start makes a database that is safe against power cuts, the second finds its rows', async () => {
  const first = await start()
  expect(first).toMatchObject({ started: 'fresh', version: expect.stringMatching(/^18\.\d+$/) })
  await query(first, 'create table promise (kept boolean); insert into promise values (true)')
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'autovacuum'])
    expect([name, await setting(first, name)]).toEqual([name, 'on'])
  expect(await setting(first, 'jit')).toBe('off')
  expect(await setting(first, 'max_connections')).toBe('50')
  expect(await setting(first, 'max_wal_size')).toBe('2GB')
  expect(await setting(first, 'wal_compression')).toBe('pglz')
  await first.stop()

  const second = await start()
  expect(second.started).toBe('again')
  expect(await query(second, 'select * from promise')).toEqual([{ kept: true }])
  await second.stop()
})

test.skipIf(process.platform === 'win32')('nobody reaches it from the network, nor without its password', async () => {
  const up = await start()
  expect(await setting(up, 'listen_addresses')).toBe('')
  expect(up.connection.host.startsWith('/')).toBe(true)
  expect(statSync(up.connection.host).mode & 0o077).toBe(0)
  expect(statSync(join(folder, 'postgres/password')).mode & 0o777).toBe(0o600)
  const stranger = new pg.Client({ ...up.connection, password: 'guessed' })
  await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' })
  await up.stop()
})

test('text is sorted by code point and knows all letters, the same on every machine', async () => {
  const up = await start()
  const rows = await query(
    up,
    `select lower('Ä') as lower, 'Z' < 'a' as "byCodePoint", datlocprovider as provider
                                  from pg_database where datname = current_database()`,
  )
  expect(rows).toEqual([{ lower: 'ä', byCodePoint: true, provider: 'b' }])
  await up.stop()
})

test('stopping twice is stopping once, and frees the folder', async () => {
  const up = await start()
  await Promise.all([up.stop(), up.stop()])
  expect(existsSync(join(folder, 'postgres/lock'))).toBe(false)
  expect(existsSync(join(folder, 'postgres/data/postmaster.pid'))).toBe(false)
})

test('a second Troth on the same folder is refused while the first lives', async () => {
  const first = await start()
  expect(await startPostgres({ folder, preferSystem: false })).toMatchObject({
    problems: [{ code: 'data-folder-in-use', place: { file: folder } }],
  })
  expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }])
  await first.stop()
  await (await start()).stop()
})

test('of two that start at the same moment one runs', async () => {
  const both = await Promise.all([0, 1].map(() => startPostgres({ folder, preferSystem: false })))
  const codes = both.map((one) => ('problems' in one ? one.problems[0]?.code : one.started))
  expect(codes.toSorted()).toEqual(['again', 'data-folder-in-use'])
  for (const one of both) if (!('problems' in one)) await one.stop()
})

test('settings somebody made with `alter system` outlive our own', async () => {
  const first = await start()
  await query(first, "alter system set work_mem = '5MB'")
  await query(first, 'alter system set max_wal_size = 1234')
  await first.stop()
  const second = await start()
  expect(await setting(second, 'work_mem')).toBe('5MB')
  expect(await setting(second, 'max_wal_size')).toBe('1234MB')
  await query(second, 'alter system reset all')
  await second.stop()
})

test('what keeps it from starting is said in its own words, and the folder is free again', async () => {
  const first = await start()
  await query(first, "alter system set shared_preload_libraries = 'no_such_library'")
  await first.stop()
  expect(await startPostgres({ folder, preferSystem: false })).toMatchObject({
    problems: [
      {
        code: 'postgres-not-up',
        place: { file: join(folder, 'postgres/postgres.log') },
        reason: expect.stringContaining('could not access file "no_such_library"'),
      },
    ],
  })
  rmSync(join(folder, 'postgres/data/postgresql.auto.conf'))
  await (await start()).stop()
})

test('a password that was lost is a problem with its mend, not a new database', async () => {
  const path = join(folder, 'postgres/password')
  const password = readFileSync(path)
  rmSync(path)
  expect(await startPostgres({ folder, preferSystem: false })).toMatchObject({
    problems: [{ code: 'password-missing' }],
  })
  writeFileSync(path, password, { mode: 0o600 })
  await (await start()).stop()
})

test.skipIf(process.platform === 'win32')('a path too long for a socket gets a short one elsewhere', async () => {
  const long = join(parent, 'a-folder-with-quite-a-long-name-as-people-make-them'.repeat(2))
  const up = await start({ folder: long, durable: false })
  expect(Buffer.byteLength(join(up.connection.host, '.s.PGSQL.5432'))).toBeLessThanOrEqual(103)
  expect(statSync(up.connection.host).mode & 0o077).toBe(0)
  await up.stop()
  expect(existsSync(up.connection.host)).toBe(false)
})

test('a folder that is a file is a problem, not a crash', async () => {
  expect(await startPostgres({ folder: join(folder, 'postgres/password') })).toMatchObject({
    problems: [{ level: 'error', code: 'folder-is-file' }],
  })
})
