import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import pg from 'pg'
import { afterAll, expect, test } from 'vitest'

import { findRunning } from './adopt.ts'
import { testFolder } from './postgres.testing.ts'
import { type RunningPostgres, startPostgres } from './start.ts'

const folder = testFolder('troth-beside-')
const running: RunningPostgres[] = []
afterAll(async () => {
  await Promise.all(running.map(({ stop }) => stop()))
  rmSync(folder, { recursive: true })
})

async function start(): Promise<RunningPostgres> {
  const answer = await startPostgres({ folder, durable: false })
  if ('problems' in answer) throw new Error(JSON.stringify(answer.problems))
  running.push(answer)
  return answer
}

test('a command beside a running server finds its database, and none before or after', async () => {
  expect(await findRunning(folder)).toBe(null)
  const server = await start()
  const found = await findRunning(folder)
  expect(found).toEqual(server.connection)
  const client = new pg.Client(server.connection)
  await client.connect()
  expect((await client.query('select current_database() as name')).rows).toEqual([{ name: 'troth' }])
  await client.end()
  await server.stop()
  expect(await findRunning(folder)).toBe(null)
})

test('a pid file of a server that is gone leads nowhere', async () => {
  const server = await start()
  const { host, port } = server.connection
  await server.stop()
  const file = join(folder, 'postgres/data/postmaster.pid')
  writeFileSync(file, `${process.pid}\n${join(folder, 'postgres/data')}\n1\n${port}\n${host}\n\n`)
  expect(await findRunning(folder)).toBe(null)
  rmSync(file)
})

test("another folder's server, listening where a stale pid file says, is not taken for one's own", async () => {
  const server = await start()
  const { host, port, password } = server.connection
  const other = join(folder, 'other')
  mkdirSync(join(other, 'postgres/data'), { recursive: true })
  writeFileSync(join(other, 'postgres/password'), password)
  writeFileSync(
    join(other, 'postgres/data/postmaster.pid'),
    `1\n${join(other, 'postgres/data')}\n1\n${port}\n${host}\n\n`,
  )
  expect(await findRunning(other)).toBe(null)
  await server.stop()
})

test('a folder that does not exist holds no running database', async () => {
  expect(await findRunning(join(folder, 'nowhere'))).toBe(null)
})
