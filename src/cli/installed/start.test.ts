import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { testFolder } from '../../store/postgres/postgres.testing.ts'
import { testWorld } from '../world.testing.ts'
import { runMain, type Ran } from './installed.testing.ts'

const folder = testFolder('troth-start-')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SMALL = 'examples/small/facts.ndjson'
const data = join(folder, 'data')
const env = { TROTH_HOME: data, TROTH_PORT: '0', USER: 'kim' }
const troth = (...words: readonly string[]): Promise<Ran> => runMain(words, testWorld({ env, folder }))

interface Started {
  readonly address: string
  /** Told to end in order; answers how it ended. */
  readonly end: () => Promise<Ran>
}

let running: Started | undefined
afterEach(async () => {
  await running?.end()
  running = undefined
})

async function start(): Promise<Started> {
  const world = testWorld({ env, folder })
  let pendingEnd: Promise<Ran> | undefined
  const address = await new Promise<string>((up, down) => {
    pendingEnd = runMain(['start'], world, (line) => {
      const found = /Troth is at (\S+)/.exec(line)?.[1]
      if (found !== undefined) up(found)
    })
    pendingEnd.then(({ err }) => down(new Error(err)), down)
  })
  running = {
    address,
    end: async () => {
      world.end('SIGTERM')
      return (await pendingEnd) ?? { code: -1, out: '', err: '' }
    },
  }
  return running
}

test('on a fresh machine it installs itself, shows a page, is used by commands beside it, and ends in order', async () => {
  const { address, end } = await start()
  const page = await fetch(`${address}/`)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<h1>')

  const status = JSON.parse((await troth('status', '--json')).out)
  expect(status).toMatchObject({ server: { address, pid: process.pid }, sending: { main: 'off' } })
  expect((await troth('doctor')).out).toContain(address)

  const ended = await end()
  expect(ended).toMatchObject({ code: 0, err: expect.stringContaining('stopped') })
  expect(ended.out).toContain('main off: nothing leaves the house')
  await expect(fetch(`${address}/`)).rejects.toThrow('fetch failed')
}, 60_000)

test('started again it is the same ledger; facts sent to it are in it for the command that follows', async () => {
  const { address, end } = await start()
  const fact = { specversion: '1.0', source: 'desk', id: '1', type: 'promise.kept', subject: 'crm:1' }
  const body = JSON.stringify({ ...fact, time: new Date().toISOString(), data: { promise: 'p1' } })
  const headers = { 'content-type': 'application/cloudevents+json' }
  const answer = await fetch(`${address}/v1/facts`, { method: 'POST', headers, body })
  expect(answer.status).toBe(202)
  await end()
  running = undefined
  // Nobody runs the database now: the command starts it, and stops it again.
  expect(JSON.parse((await troth('status', '--json')).out)).toMatchObject({ server: null, customers: 1 })
}, 60_000)

test('beside a running server an import and a case go through it', async () => {
  await start()
  expect(JSON.parse((await troth('import', SMALL, '--json')).out)).toMatchObject({ accepted: 18 })
  const opened = await troth('cases', 'open', '--kind', 'call-customer', '--says', 'wants a call', '--json')
  expect(JSON.parse(opened.out)).toMatchObject({ kind: 'call-customer' })
}, 60_000)

test('a port that is taken is said so, and nothing is left running', async () => {
  const { address, end } = await start()
  const port = new URL(address).port
  const other = { TROTH_HOME: join(folder, 'other'), TROTH_PORT: port }
  const refused = await runMain(['start'], testWorld({ env: other, folder }))
  expect(refused).toMatchObject({ code: 4, err: expect.stringContaining('taken') })
  await end()
  running = undefined
}, 60_000)
