import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { findRunning } from './adopt.ts'
import { copyBinaries } from './binaries/copy.ts'
import { useNative } from './binaries/find-binaries.ts'
import { npmFolder } from './binaries/npm-package.ts'
import { compileInto, exitOf, findInChild, startInChild } from './child.testing.ts'
import { accountFor, readUsers } from './cluster/account.ts'
import { giveAll } from './cluster/reach.ts'
import { testFolder } from './postgres.testing.ts'
import { type PostgresOptions, type RunningPostgres, startPostgres } from './start.ts'

const NOBODY = 65_534
const isRoot = process.getuid?.() === 0
// Where all is skipped, nothing cleans up either.
const parent = isRoot ? testFolder('troth-root-') : '/nowhere'
const systemFolder = join(parent, 'var-lib')
const running: RunningPostgres[] = []
afterAll(async () => {
  await Promise.all(running.map(({ stop }) => stop()))
  rmSync(parent, { recursive: true, force: true })
})

const optionsFor = (folder: string): PostgresOptions => ({ folder, systemFolder, preferSystem: false, durable: false })

async function start(folder: string): Promise<RunningPostgres> {
  const answer = await startPostgres(optionsFor(folder))
  if ('problems' in answer) throw new Error(JSON.stringify(answer.problems))
  running.push(answer)
  return answer
}

async function query({ connection }: Pick<RunningPostgres, 'connection'>, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client(connection)
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}

/** A folder like /root: nobody else may enter. */
function closedFolder(name: string): string {
  const folder = join(parent, name)
  mkdirSync(folder, { mode: 0o700 })
  return folder
}

describe.skipIf(!isRoot)('as root', () => {
  const compiled = join(parent, 'compiled')
  beforeAll(() => compileInto(compiled))

  test('PostgreSQL runs as an unprivileged user, in place when that user can get there', async () => {
    const folder = join(parent, 'open/troth-data')
    const up = await start(folder)
    const data = join(folder, 'postgres/data')
    expect(statSync(data).uid).not.toBe(0)
    const pid = Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10)
    expect(statSync(`/proc/${pid}`).uid).toBe(statSync(data).uid)
    await up.stop()
  })

  test('below a closed folder the database is placed elsewhere, a file says where, and it is found again', async () => {
    const folder = join(closedFolder('closed'), 'troth-data')
    const first = await start(folder)
    expect(first.started).toBe('fresh')
    await query(first, 'create table promise as select true as kept')
    const [place = ''] = readFileSync(join(folder, 'postgres.elsewhere'), 'utf8').split('\n')
    expect(place.startsWith(join(systemFolder, 'troth-data-'))).toBe(true)
    expect(existsSync(join(place, 'data/PG_VERSION'))).toBe(true)
    expect(await findRunning(folder)).toEqual(first.connection)
    expect(await startPostgres(optionsFor(folder))).toMatchObject({ problems: [{ code: 'data-folder-in-use' }] })
    await first.stop()

    const second = await start(folder)
    expect(second.started).toBe('again')
    expect(await query(second, 'select * from promise')).toEqual([{ kept: true }])
    await second.stop()

    renameSync(place, `${place}.lost`)
    expect(await startPostgres(optionsFor(folder))).toMatchObject({ problems: [{ code: 'database-gone' }] })
    renameSync(`${place}.lost`, place)
  })

  test('of two first starts below a closed folder one runs, and both name the same place', async () => {
    const folder = join(closedFolder('closed-twice'), 'together')
    const both = await Promise.all([0, 1].map(() => startPostgres(optionsFor(folder))))
    const codes = both.map((one) => ('problems' in one ? one.problems[0]?.code : one.started))
    expect(codes.toSorted()).toEqual(['data-folder-in-use', 'fresh'])
    expect(readdirSync(systemFolder).filter((name) => name.startsWith('together-'))).toHaveLength(1)
    for (const one of both) if (!('problems' in one)) await one.stop()
  })

  test('a database that has come under a closed folder is named, with the folder that closes it', async () => {
    const above = join(parent, 'later-closed')
    const folder = join(above, 'troth-data')
    await (await start(folder)).stop()
    chmodSync(above, 0o700)
    expect(await startPostgres(optionsFor(folder))).toMatchObject({
      problems: [{ code: 'folder-closed', mend: expect.stringContaining(`chmod o+x ${above}`) }],
    })
    chmodSync(above, 0o755)
    await (await start(folder)).stop()
  })

  test('a database brought back from a backup by root is given to its user again', async () => {
    const folder = join(parent, 'restored')
    const { stop } = await start(folder)
    await stop()
    giveAll({ name: 'root', uid: 0, gid: 0 }, join(folder, 'postgres'))
    chmodSync(join(folder, 'postgres/data'), 0o755)
    const up = await start(folder)
    expect(up.started).toBe('again')
    expect(statSync(join(folder, 'postgres/data')).uid).not.toBe(0)
    await up.stop()
  })

  test('an ordinary user runs it in place as themselves; root then runs it as that user', async () => {
    const home = closedFolder('home-of-nobody')
    chownSync(home, NOBODY, NOBODY)
    const folder = join(home, 'troth-data')
    const child = await startInChild(compiled, optionsFor(folder), NOBODY)
    if ('problems' in child.answer) throw new Error(JSON.stringify(child.answer))
    expect(child.answer.started).toBe('fresh')
    await query(child.answer, 'create table promise as select true as kept')
    child.node.stdin?.write('stop\n')
    await exitOf(child)

    const up = await start(folder)
    expect(up.started).toBe('again')
    expect(await query(up, 'select * from promise')).toEqual([{ kept: true }])
    const data = join(folder, 'postgres/data')
    expect(readdirSync(data).map((name) => statSync(join(data, name)).uid)).not.toContain(0)
    await up.stop()

    const again = await startInChild(compiled, optionsFor(folder), NOBODY)
    expect(again.answer).toMatchObject({ started: 'again' })
    again.node.stdin?.write('stop\n')
    await exitOf(again)
  })

  test("an ordinary user is told that the database is another user's", async () => {
    const folder = join(parent, 'of-postgres')
    const up = await start(folder)
    expect(findInChild(compiled, folder, NOBODY)).toMatchObject({ problems: [{ code: 'folder-forbidden' }] })
    await up.stop()
    chownSync(folder, NOBODY, NOBODY)
    const child = await startInChild(compiled, optionsFor(folder), NOBODY)
    expect(child.answer).toMatchObject({ problems: [{ code: 'database-of-another-user' }] })
    child.node.stdin?.write('exit\n')
    await exitOf(child)
  })

  test('programs that npm put where the user may not go are copied to where they run', async () => {
    const account = accountFor({ owner: null, ourselves: 0, users: readUsers() })
    const native = join(closedFolder('npx'), 'native')
    const original = npmFolder()
    if (account === null || 'problems' in account || original === null) throw new Error('needs a user and the package')

    renameSync(await copyBinaries(original, join(parent, 'npx')), native)
    const { usable } = await useNative(native, { account, copyTo: [join(native, 'also-closed'), systemFolder] })
    expect(usable[0]?.folder.startsWith(join(systemFolder, 'postgres-'))).toBe(true)
    expect(usable[0]?.version.major).toBe(18)
    const again = await useNative(native, { account, copyTo: [systemFolder] })
    expect(again.usable).toEqual(usable)
  })

  test('TROTH_PG_BIN that the user may not enter is a problem that names the user', async () => {
    const binaries = closedFolder('own-build')
    const original = npmFolder()
    if (original === null) throw new Error('needs the package')
    for (const name of ['postgres', 'initdb']) symlinkSync(join(original, 'bin', name), join(binaries, name))
    expect(await startPostgres({ ...optionsFor(join(parent, 'with-own-build')), binaries })).toMatchObject({
      problems: [
        { code: 'postgres-unusable', place: { file: binaries }, reason: expect.stringMatching(/as user "\w+"/) },
      ],
    })
  })
})
