import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeEach, expect, test } from 'vitest'

import { type HeldBy, type Lock, takeLock } from './lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'troth-lock-'))
const path = join(folder, 'lock')
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => rmSync(path, { force: true }))

function held(answer: Lock | HeldBy): Lock {
  if ('heldBy' in answer) throw new Error(`held by ${answer.heldBy}`)
  return answer
}

/** Our own lock as somebody else's would look. */
async function left(changed: Readonly<Record<string, unknown>>): Promise<void> {
  const mine = held(await takeLock(path))
  const text = readFileSync(path, 'utf8')
  mine.release()
  writeFileSync(path, JSON.stringify({ ...JSON.parse(text), ...changed }))
}

async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(child, 'exit')
  return child.pid ?? 0
}

test('the second is refused and told who holds it, until the first gives it free', async () => {
  const first = held(await takeLock(path))
  expect(await takeLock(path)).toEqual({ heldBy: `process ${process.pid}` })
  first.release()
  held(await takeLock(path)).release()
  expect(readdirSync(folder)).toEqual([])
})

test('of many at the same moment one gets it', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => takeLock(path)))
  const got = all.filter((one) => !('heldBy' in one))
  expect(got).toHaveLength(1)
  for (const one of got) held(one).release()
})

test('the lock of a dead process is taken over at once', async () => {
  await left({ pid: await deadProcess() })
  held(await takeLock(path, 60_000)).release()
})

test.runIf(process.platform === 'linux')('so is one whose process id another process has got', async () => {
  await left({ began: '1' })
  held(await takeLock(path, 60_000)).release()
})

test('one from another container is kept while its holder gives signs of life', async () => {
  await left({ where: 'elsewhere', pid: 1 })
  const beat = setInterval(() => utimesSync(path, new Date(), new Date()), 20)
  expect(await takeLock(path, 60_000)).toEqual({ heldBy: 'process 1 in another container or machine' })
  clearInterval(beat)
  held(await takeLock(path, 300)).release()
})

test('one that gave its last sign more than a minute ago is not watched any more', async () => {
  await left({ where: 'elsewhere' })
  const longAgo = new Date(Date.now() - 61_000)
  utimesSync(path, longAgo, longAgo)
  held(await takeLock(path, 600_000)).release()
})

test('a file that is no lock is nobody’s', async () => {
  writeFileSync(path, 'what is this')
  held(await takeLock(path, 60_000)).release()
})

test('whoever gives free what was taken over leaves the new holder its lock', async () => {
  const first = held(await takeLock(path))
  writeFileSync(path, 'another holder')
  first.release()
  expect(existsSync(path)).toBe(true)
})
