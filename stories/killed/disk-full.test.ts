import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { answers, rest } from './running.testing.ts'

// A disk of its own, which this test can fill: a small tmpfs that only Troth's processes see.
const SIZE = '400m'
const canMount = process.getuid?.() === 0 && mounts()

function mounts(): boolean {
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const factOf = (n: number) => ({
  specversion: '1.0',
  source: 'full',
  id: `f${n}`,
  type: 'promise.made',
  subject: `crm:${n}`,
  time: new Date().toISOString(),
  data: { promise: `p${n}`, kind: 'repair', owner: 'field', due: '2035-01-01T00:00:00Z' },
})

async function post(address: string, n: number): Promise<number> {
  const response = await fetch(`${address}/v1/facts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(Array.from({ length: 200 }, (_, index) => factOf(n * 200 + index))),
    signal: AbortSignal.timeout(20_000),
  })
  await response.arrayBuffer()
  return response.status
}

test.skipIf(!canMount)(
  'a full disk is said so and nothing acknowledged is lost; with room again it goes on by itself',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'troth-full-'))
    // Open to PostgreSQL's own user, or the database would be put on another disk.
    chmodSync(folder, 0o755)
    mkdirSync(join(folder, 'disk'))
    const port = 40_000 + (process.pid % 20_000)
    const inside = `mount -t tmpfs -o size=${SIZE},mode=755 tmpfs ${folder}/disk && exec ${process.execPath} bin/troth start --data ${folder}/disk/data`
    const child = spawn('unshare', ['-m', 'sh', '-c', inside], {
      stdio: 'ignore',
      env: { ...process.env, TROTH_PORT: String(port) },
    })
    const address = `http://127.0.0.1:${port}`
    try {
      await expect.poll(() => answers(address), { timeout: 60_000, interval: 100 }).toBe(true)
      // The disk as that process sees it.
      const disk = `/proc/${child.pid}/root${folder}/disk`
      expect(await post(address, 0)).toBe(202)
      const { bavail, bsize } = statfsSync(disk)
      writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize - 4 * 2 ** 20))
      const acknowledged = [0]
      let refusedWith = 202
      for (let n = 1; n < 400 && refusedWith === 202; n++) {
        refusedWith = await post(address, n)
        if (refusedWith === 202) acknowledged.push(n)
      }
      expect(refusedWith).toBe(503)
      rmSync(join(disk, 'filler'))
      const again = acknowledged.length
      await expect.poll(() => post(address, again).catch(() => 0), { timeout: 60_000, interval: 500 }).toBe(202)
      acknowledged.push(again)
      const status = (await (await fetch(`${address}/v1/promises?limit=1`)).json()) as { promises: readonly unknown[] }
      expect(status.promises).toHaveLength(1)
      for (const n of acknowledged) expect(await repeats(address, n)).toBe(200)
    } finally {
      child.kill('SIGTERM')
      await rest(1500)
      child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    }
  },
  180_000,
)

/** How many facts of a batch are on record already. */
async function repeats(address: string, n: number): Promise<number> {
  const response = await fetch(`${address}/v1/facts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(
      Array.from({ length: 200 }, (_, index) => ({ ...factOf(n * 200 + index), time: '2026-01-01T00:00:00Z' })),
    ),
  })
  // The same ids with another time are refused, each, when they are on record: an answer that stores nothing.
  const { results } = (await response.json()) as { results: readonly { status: string }[] }
  return results.filter(({ status }) => status === 'refused').length
}
