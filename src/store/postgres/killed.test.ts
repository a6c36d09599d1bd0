import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Child, compileInto, exitOf, startInChild } from './child.testing.ts'
import { testFolder } from './postgres.testing.ts'
import { answersSignals, processOf } from './server/process-of.ts'
import { type RunningPostgres, startPostgres } from './start.ts'

const parent = testFolder('troth-killed-')
const folder = join(parent, 'troth-data')
const data = join(folder, 'postgres/data')
const pidFile = join(data, 'postmaster.pid')
const options = { folder, preferSystem: false, durable: false }
const compiled = join(parent, 'compiled')
const children: ChildProcess[] = []
const running: RunningPostgres[] = []

beforeAll(() => compileInto(compiled))
afterAll(async () => {
  for (const one of children) one.kill('SIGKILL')
  await Promise.all(running.map(({ stop }) => stop()))
  // What a failed test may have left: adopted, to be stopped.
  await start().then(({ stop }) => stop())
  rmSync(parent, { recursive: true })
})

async function start(): Promise<RunningPostgres> {
  const answer = await startPostgres(options)
  if ('problems' in answer) throw new Error(JSON.stringify(answer.problems))
  running.push(answer)
  return answer
}

async function inChild(): Promise<Child> {
  const child = await startInChild(compiled, options)
  children.push(child.node)
  return child
}

async function query({ connection }: Pick<RunningPostgres, 'connection'>, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client(connection)
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}

async function pidOf(up: RunningPostgres): Promise<number> {
  const [row] = await query(up, `select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)::int as pid`)
  return (row as { readonly pid: number }).pid
}

/** Some process of the same user as the database: only such a one misleads PostgreSQL. */
function stranger(program: string, words: readonly string[]): ChildProcess {
  const { uid, gid } = statSync(data)
  const child = spawn(program, words, { cwd: data, stdio: ['ignore', 'pipe', 'ignore'], uid, gid })
  children.push(child)
  return child
}

/** Waits on the process table, where no event is to be had. */
async function until(is: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !is(); await pause(10)) if (Date.now() > end) throw new Error('waited in vain')
}

describe.skipIf(process.platform === 'win32')('killed', () => {
  test('a database left behind by a Troth that was killed is adopted with its rows, and stopped in the end', async () => {
    const child = await inChild()
    if ('problems' in child.answer) throw new Error('not started')
    expect(child.answer.started).toBe('fresh')
    await query(child.answer, 'create table promise as select true as kept')
    child.node.kill('SIGKILL')
    await exitOf(child)
    const orphan = Number.parseInt(readFileSync(pidFile, 'utf8'), 10)

    const adopted = await start()
    expect(adopted.started).toBe('adopted')
    expect(await pidOf(adopted)).toBe(orphan)
    expect(await query(adopted, 'select * from promise')).toEqual([{ kept: true }])
    await adopted.stop()
    expect(processOf(orphan)).toBe(null)
    expect(existsSync(pidFile)).toBe(false)
  })

  test('an adopted database that dies is noticed and started again where clients look for it', async () => {
    const child = await inChild()
    child.node.kill('SIGKILL')
    await exitOf(child)
    const adopted = await start()
    expect(adopted.started).toBe('adopted')
    const before = await pidOf(adopted)
    const back = new Promise<boolean>((resolve) => adopted.onDeath((death) => resolve(death.back)))
    process.kill(before, 'SIGKILL')
    expect(await back).toBe(true)
    expect(await pidOf(adopted)).not.toBe(before)
    await adopted.stop()
  })

  test('a database that dies is started again, and clients are told', async () => {
    const up = await start()
    const before = await pidOf(up)
    const deaths: number[] = []
    const back = new Promise<boolean>((resolve) =>
      up.onDeath((death) => {
        deaths.push(death.pid)
        resolve(death.back)
      }),
    )
    process.kill(before, 'SIGKILL')
    expect(await back).toBe(true)
    expect(deaths).toEqual([before])
    expect(await pidOf(up)).not.toBe(before)
    await up.stop()
    expect(existsSync(pidFile)).toBe(false)
  })

  test('stopping while it is being started again leaves nothing alive', async () => {
    const up = await start()
    const before = await pidOf(up)
    const stopped = new Promise<boolean>((resolve) =>
      up.onDeath(({ back }) => void up.stop().then(() => resolve(back))),
    )
    process.kill(before, 'SIGKILL')
    expect(await stopped).toBe(false)
    const after = existsSync(pidFile) ? Number.parseInt(readFileSync(pidFile, 'utf8'), 10) : before
    expect(processOf(after)).toBe(null)
  })

  test('Ctrl-C in the terminal reaches Troth but not its database', async () => {
    const child = await inChild()
    const { pid } = child.node
    if (pid === undefined || 'problems' in child.answer) throw new Error('not started')
    process.kill(-pid, 'SIGINT')
    expect(await child.says()).toBe('got SIGINT')
    expect(await query(child.answer, 'select 1 as one')).toEqual([{ one: 1 }])
    child.node.stdin?.write('stop\n')
    await exitOf(child)
    expect(existsSync(pidFile)).toBe(false)
  })

  test('a Troth that ends without stopping asks its database to end as well', async () => {
    const child = await inChild()
    const postmaster = Number.parseInt(readFileSync(pidFile, 'utf8'), 10)
    child.node.stdin?.write('exit\n')
    await exitOf(child)
    await until(() => processOf(postmaster) === null)
  })

  /** The pid file and the socket's lock that a server of that process id would have left. */
  async function leaveBehind(pid: number): Promise<void> {
    const up = await start()
    const file = readFileSync(pidFile, 'utf8')
    const lock = join(up.connection.host, '.s.PGSQL.5432.lock')
    const lockFile = readFileSync(lock, 'utf8')
    await up.stop()
    const { uid, gid } = statSync(data)
    for (const [path, text] of [
      [pidFile, file],
      [lock, lockFile],
    ] as const) {
      writeFileSync(path, text.replace(/^\d+/, String(pid)), { mode: 0o600 })
      chownSync(path, uid, gid)
    }
  }

  test('a pid file of a process long dead does not keep it from starting', async () => {
    const dead = stranger('/bin/sh', ['-c', 'exit 0'])
    await once(dead, 'exit')
    await leaveBehind(dead.pid ?? 0)
    const up = await start()
    expect(up.started).toBe('again')
    await up.stop()
  })

  test('nor does one whose id belongs to another living process by now, which is left alone', async () => {
    const other = stranger('/bin/sleep', ['600'])
    await leaveBehind(other.pid ?? 0)
    const up = await start()
    expect(up.started).toBe('again')
    expect(processOf(other.pid ?? 0)).not.toBe(null)
    await up.stop()
  })

  test('nor does a zombie: dead, but not buried by a parent that does not wait', async () => {
    // The shell starts a child and becomes a program that never asks for it.
    const parentOfIt = stranger('/bin/sh', ['-c', '/bin/sleep 600 & echo $!; exec /bin/sleep 600'])
    const [line] = (await once(parentOfIt.stdout ?? parentOfIt, 'data')) as [Buffer]
    const zombie = Number(line.toString())
    await until(() => processOf(parentOfIt.pid ?? 0)?.command.startsWith('/bin/sleep') === true)
    process.kill(zombie, 'SIGKILL')
    await until(() => processOf(zombie) === null)
    expect(answersSignals(zombie)).toBe(true)
    await leaveBehind(zombie)
    const up = await start()
    expect(up.started).toBe('again')
    await up.stop()
  })

  test('a database that somebody started by hand is adopted when it knows our password', async () => {
    const { binaries, stop } = await start()
    await stop()
    const byHand = stranger(join(binaries, 'postgres'), ['-D', data])
    await until(() => existsSync(pidFile))
    const up = await start()
    expect(up.started).toBe('adopted')
    await up.stop()
    if (byHand.exitCode === null) await once(byHand, 'exit')
  })

  test('one that does not know our password is left alone, and its process named', async () => {
    const { binaries, stop } = await start()
    await stop()
    const byHand = stranger(join(binaries, 'postgres'), ['-D', data])
    const password = join(folder, 'postgres/password')
    const ours = readFileSync(password)
    writeFileSync(password, 'another')
    expect(await startPostgres(options)).toMatchObject({
      problems: [{ code: 'postgres-not-ours', mend: expect.stringContaining(`kill -INT ${byHand.pid}`) }],
    })
    writeFileSync(password, ours)
    byHand.kill('SIGINT')
    await once(byHand, 'exit')
  })
})
