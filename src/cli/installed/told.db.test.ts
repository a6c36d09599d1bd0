import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { formatInstant, hours } from '../../core/time/instant.ts'
import { testWorld } from '../world.testing.ts'
import { runMain, testInstallation, type Installation } from './installed.testing.ts'

let at: Installation
beforeEach(async () => {
  at = await testInstallation()
  await stated(['P1', 'P2'])
})
afterEach(() => at.remove())

const later = (n: number): string => formatInstant(Date.now() + hours(n))

/** Promises of four days, made an hour ago. */
async function stated(keys: readonly string[]): Promise<void> {
  const path = join(at.folder, 'stated.ndjson')
  const event = { specversion: '1.0', source: 'works', type: 'promise.made', subject: 'crm:1', time: later(-1) }
  const lines = keys.map((promise) =>
    JSON.stringify({ ...event, id: promise, data: { promise, kind: 'repair', owner: 'works', due: later(95) } }),
  )
  writeFileSync(path, lines.join('\n'))
  await at.troth('import', path)
}

const words = async (): Promise<readonly { readonly about: string }[]> => {
  const text = `select data, origin, subject from fact where type = 'customer.told' order by heard`
  return (await at.database.store.query<{ data: { about: string } }>({ name: 'told', text })).map(({ data }) => data)
}

const tell = (key: string, ...more: readonly string[]) =>
  at.troth('told', 'crm:1', key, '--expected', later(120), '--reason', 'missing-part', ...more)

test('an agent’s word is on record, in time, and whoever types the key wrong hears it', async () => {
  expect(await tell('P1')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^crm:1 was told about keep-informed\.stated\/P1: open, due .*, told in time\.$/),
  })
  expect(await words()).toMatchObject([{ about: 'P1', reason: 'missing-part', channel: 'phone', agent: 'kim' }])
  expect(await tell('p1')).toMatchObject({ code: 1, err: expect.stringContaining('“P1”') })
  expect(await at.troth('told', 'crm:2', 'P1')).toMatchObject({ code: 1 })
  expect(await at.troth('told', 'crm:1')).toMatchObject({ code: 2, err: expect.stringContaining('troth told crm:123') })
  expect(await at.troth('told', 'crm:1', 'P1', '--expected', 'friday')).toMatchObject({ code: 2 })
  expect(await words()).toHaveLength(1)
})

test('a call that is written down twice is one call, and may be written down an hour later', async () => {
  const call = later(-0.5)
  for (const _ of ['once', 'again'])
    expect(await at.troth('told', 'crm:1', 'P1', '--at', call)).toMatchObject({ code: 0 })
  expect(await words()).toHaveLength(1)
  const told = JSON.parse((await at.troth('told', 'crm:1', 'P2', '--at', call, '--json')).out)
  expect(told).toMatchObject({ about: 'P2', at: call, promises: [{ state: 'open', version: 1, inTime: true }] })
})

test('beside a running server it goes through the server', async () => {
  const world = testWorld({ env: { ...at.env, TROTH_PORT: '0' }, folder: at.folder })
  let pendingEnd: Promise<unknown> | undefined
  await new Promise<void>((up, down) => {
    pendingEnd = runMain(['start'], world, (line) => (line.includes('Troth is at') ? up() : undefined))
    pendingEnd.catch(down)
  })
  try {
    expect(await tell('P1')).toMatchObject({ code: 0, out: expect.stringContaining('told in time') })
    expect(await words()).toMatchObject([{ about: 'P1', agent: 'kim' }])
  } finally {
    world.end('SIGTERM')
    await pendingEnd
  }
})
