import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { testFolder } from '../postgres.testing.ts'
import { copyBinaries } from './copy.ts'
import { findBinaries, useNative, type Wanted } from './find-binaries.ts'
import { completeLinks } from './links.ts'
import { npmFolder } from './npm-package.ts'
import { systemFolders } from './system.ts'
import { inspect, readVersion } from './version.ts'

const folder = testFolder('troth-binaries-')
afterAll(() => rmSync(folder, { recursive: true }))

const native = npmFolder()

/** Programs that only say their version. */
function pretend(name: string, version: string): string {
  const bin = join(folder, name, 'bin')
  mkdirSync(bin, { recursive: true })
  for (const program of ['postgres', 'initdb']) {
    writeFileSync(join(bin, program), `#!/bin/sh\necho "${program} (PostgreSQL) ${version}"\n`)
    chmodSync(join(bin, program), 0o755)
  }
  return bin
}

const wanted: Wanted = {
  explicit: undefined,
  major: null,
  preferSystem: true,
  account: null,
  systemPlaces: [],
  copyTo: [],
  folder,
}

const windows = process.platform === 'win32'

test('a version is read as Debian, PostgreSQL itself and a beta say it', () => {
  expect(readVersion('postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)')).toEqual({
    text: '15.18',
    major: 15,
    minor: 18,
  })
  expect(readVersion('postgres (PostgreSQL) 18.4')).toEqual({ text: '18.4', major: 18, minor: 4 })
  expect(readVersion('postgres (PostgreSQL) 19beta1')).toEqual({ text: '19beta1', major: 19, minor: 0 })
  expect(readVersion('bash: no')).toBe(null)
})

test.skipIf(windows)('of what the system has the newest is taken, by number and not by name', async () => {
  pretend('sys/9.6', '9.6.24')
  pretend('sys/97', '97.9 (Debian)')
  const newest = pretend('sys/98', '98.10')
  pretend('sys/98b', '98.9')
  const found = await findBinaries({ ...wanted, systemPlaces: [join(folder, 'sys/*/bin')] })
  expect(found).toEqual({ folder: newest, version: { text: '98.10', major: 98, minor: 10 } })
})

test.skipIf(windows)('existing data decide the major version, also when a newer is there', async () => {
  const old = pretend('both/97', '97.2')
  pretend('both/98', '98.1')
  const systemPlaces = [join(folder, 'both/*/bin')]
  expect(await findBinaries({ ...wanted, systemPlaces, major: 97 })).toMatchObject({ folder: old })
  const none = await findBinaries({ ...wanted, systemPlaces, major: 96 })
  expect(none).toMatchObject({
    problems: [{ code: 'postgres-major-missing', reason: expect.stringContaining('98.1 in') }],
  })
})

test.skipIf(windows)('what TROTH_PG_BIN names is taken, and nothing else when that does not fit', async () => {
  const explicit = pretend('own', '97.1')
  const systemPlaces = [join(folder, 'both/*/bin')]
  expect(await findBinaries({ ...wanted, systemPlaces, explicit })).toMatchObject({ folder: explicit })
  expect(await findBinaries({ ...wanted, systemPlaces, explicit, major: 98 })).toMatchObject({
    problems: [{ code: 'postgres-major-missing' }],
  })
  expect(await findBinaries({ ...wanted, systemPlaces, explicit: pretend('too-old', '14.9') })).toMatchObject({
    problems: [{ code: 'postgres-missing', reason: expect.stringContaining('14.9') }],
  })
  expect(await findBinaries({ ...wanted, explicit: join(folder, 'nowhere') })).toMatchObject({
    problems: [{ code: 'postgres-unusable', place: { file: join(folder, 'nowhere') } }],
  })
})

test('a folder without a server (only client programs) is passed over', async () => {
  mkdirSync(join(folder, 'clients/bin'), { recursive: true })
  expect(await inspect(join(folder, 'clients/bin'), null)).toHaveProperty('unusable')
})

test.skipIf(windows)('places are searched by pattern, and each folder once', async () => {
  symlinkSync(join(folder, 'both'), join(folder, 'same'))
  const found = await systemFolders([join(folder, 'both/9*/bin'), join(folder, 'same/9*/bin'), '/nowhere/*/bin'])
  const ours = found.filter((one) => one.startsWith(folder))
  expect(ours.toSorted()).toEqual([join(folder, 'both/97/bin'), join(folder, 'both/98/bin')])
})

test("npm's is there where the system has none that fits", async () => {
  const found = await findBinaries({ ...wanted, preferSystem: false })
  expect(found).toMatchObject({ version: { major: 18 } })
})

test.skipIf(windows)(
  'links that no install script made, and the right to execute, are made good; twice does no harm',
  async () => {
    if (native === null) throw new Error('npm has not installed the package of this platform')
    const bare = join(folder, 'bare')

    cpSync(native, bare, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() })
    for (const program of ['postgres', 'initdb', 'pg_ctl']) chmodSync(join(bare, 'bin', program), 0o644)
    expect(await inspect(join(bare, 'bin'), null)).toHaveProperty('unusable')
    const [link] = JSON.parse(readFileSync(join(bare, 'pg-symlinks.json'), 'utf8'))
    const target = join(bare, link.target.replace('native/', ''))
    symlinkSync('leads-nowhere', target)
    completeLinks(bare)
    completeLinks(bare)
    expect(existsSync(target)).toBe(true)
    expect(await inspect(join(bare, 'bin'), null)).toMatchObject({ version: { major: 18 } })
  },
)

test.skipIf(windows)('where the package may not be written, a copy is made once and used', async () => {
  if (native === null) throw new Error('npm has not installed the package of this platform')
  const into = join(folder, 'copies')
  const before = process.umask(0o077)
  const [one, other] = await Promise.all([copyBinaries(native, into), copyBinaries(native, into)])
  process.umask(before)
  expect(other).toBe(one)
  for (const path of ['', 'bin/postgres', 'share/postgresql', 'share/postgresql/postgres.bki'])
    expect([path, statSync(join(one, path)).mode & 0o044]).toEqual([path, 0o044])
  const { usable } = await useNative(join(folder, 'not-there'), { account: null, copyTo: [] })
  expect(usable).toEqual([])
  expect(await inspect(join(one, 'bin'), null)).toMatchObject({ folder: join(one, 'bin') })
})
