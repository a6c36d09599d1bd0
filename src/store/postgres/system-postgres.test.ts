import { rmSync } from 'node:fs'

import pg from 'pg'
import { afterAll, expect, test } from 'vitest'

import { findBinaries } from './binaries/find-binaries.ts'
import { SYSTEM_PLACES } from './binaries/system.ts'
import { accountFor, readUsers } from './cluster/account.ts'
import { testFolder, testPostgres } from './postgres.testing.ts'
import { startPostgres } from './start.ts'

const folder = testFolder('troth-system-')
afterAll(() => rmSync(folder, { recursive: true }))

async function lowerOfUmlaut(connection: pg.ClientConfig): Promise<unknown> {
  const client = new pg.Client(connection)
  await client.connect()
  const { rows } = await client.query(`select lower('Ä') as lower, 'Z' < 'a' as "byCodePoint"`)
  await client.end()
  return rows[0]
}

test("the system's PostgreSQL, or npm's where there is none, runs by the same rules", async () => {
  const account = accountFor({ owner: null, ourselves: process.getuid?.(), users: readUsers() })
  if (account !== null && 'problems' in account) throw new Error('no user to run it as')
  const any = { explicit: undefined, major: null, preferSystem: true, systemPlaces: SYSTEM_PLACES, copyTo: [] }
  const found = await findBinaries({ ...any, account, folder })
  if ('problems' in found) throw new Error(JSON.stringify(found))
  const up = await testPostgres()
  expect({ version: up.version, binaries: up.binaries }).toEqual({
    version: found.version.text,
    binaries: found.folder,
  })
  expect(await lowerOfUmlaut(up.connection)).toEqual({ lower: 'ä', byCodePoint: true })
  await up.stop()
})

test('data keep the major version that wrote them, whatever is preferred later', async () => {
  const npm = await startPostgres({ folder, preferSystem: false, durable: false })
  if ('problems' in npm) throw new Error(JSON.stringify(npm))
  await npm.stop()
  const later = await startPostgres({ folder, preferSystem: true, durable: false })
  if ('problems' in later) throw new Error(JSON.stringify(later))
  expect(later.version.split('.')[0]).toBe(npm.version.split('.')[0])
  await later.stop()
})
