import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Heard } from '../../core/message/channel.ts'
import { formatInstant, hours } from '../../core/time/instant.ts'
import { startEngine } from '../../engine/engine.ts'
import { reply, testEar } from '../../engine/replies/ears.testing.ts'
import { openSuggester } from '../../engine/replies/suggester-in-force.ts'
import { plainReader } from '../../engine/replies/plain-reader.testing.ts'
import { laddersOf } from '../../engine/turn/ladders.ts'
import { withLedger } from '../live/with-ledger.ts'
import { sha256 } from '../playbooks.ts'
import { testWorld } from '../world.testing.ts'
import { testInstallation, type Installation } from './installed.testing.ts'

let at: Installation
beforeEach(async () => {
  at = await testInstallation()
})
afterEach(() => at.remove())

/** Heard by the installation's own engine over a channel of the test's, an hour after crm:1's visit in three days was booked. */
const heard = (...said: readonly Heard[]): Promise<void> =>
  withLedger({ world: testWorld({ env: at.env, folder: at.folder }), values: {}, begin: true }, async (on) => {
    const ear = testEar()
    const ladders = laddersOf({ brand: 'main', brands: { main: ['sms'] }, silos: {} })
    const options = { ...on, sha256, zone: 'UTC', ladders, channels: [ear.channel], clock: Date.now, read: plainReader }
    const word = () => ({ fate: 'failed', reason: 'refused', code: null, words: 'test' }) as const
    const rulesOf = () => ({ quiet: null, urgentQuiet: null, caps: null })
    const idle = { word, rulesOf, burst: 200, log: () => undefined, onFenced: () => undefined }
    const engine = await startEngine({ ...options, ...idle })
    if ('problem' in engine) throw new Error(engine.problem.reason)
    try {
      await engine.accept(known())
      engine.run()
      await ear.hears(...said.map((one) => ({ ...one, at: Date.now() })))
    } finally {
      await engine.stop()
    }
  })

function known() {
  const time = Date.now() - hours(1)
  const stated = { source: 'crm', subject: 'crm:1', time, heard: time, origin: 'outside' } as const
  const window = { start: formatInstant(time + hours(72)), end: formatInstant(time + hours(76)) }
  return [
    {
      ...stated,
      id: 'card',
      type: 'customer.updated',
      data: { reach: [{ channel: 'sms', address: '+441632960001' }] },
    },
    { ...stated, id: 'v-1', type: 'visit.booked', data: { visit: 'v-1', window } },
    { ...stated, id: 'o-1', type: 'slots.offered', data: { visit: 'v-1', slots: [{ slot: 's-1', ...window }] } },
  ]
}

const types = async (): Promise<readonly string[]> =>
  (await at.database.store.query<{ type: string }>({ name: 'types', text: 'select type from fact order by seq' })).map(
    ({ type }) => type,
  )

test('what waits is listed in words, read with one line, and the book says who looked', async () => {
  await heard(reply('I think so', '2 09:00'))
  const listed = await at.troth('replies')
  expect(listed.code).toBe(0)
  expect(listed.out).toContain('“I think so”')
  expect(listed.out).toContain('read as    confirm (suggester, 60 % sure)')
  expect(listed.out).toContain('on offer   s-1')
  const id = listed.out.split(' ')[0] ?? ''
  expect(await at.troth('replies', 'accept', id)).toMatchObject({ code: 0, out: `${id} is read and closed.` })
  expect(await types()).toContain('visit.confirmed')
  expect((await at.troth('replies')).out).toBe('No reply waits for anybody.')
  const audit = await at.database.store.query({ name: 'a', text: `select who, what from audit order by n` })
  expect(audit).toMatchObject([{ who: 'terminal:kim', what: 'personal.read' }, { what: 'case.closed' }])
})

test('what is read otherwise needs an answer that there is', async () => {
  await heard(reply('tuesday?', '2 09:00'))
  const [row] = JSON.parse((await at.troth('replies', '--json')).out)
  expect(row).toMatchObject({ words: ['tuesday?'], read: { answer: 'unclear' } })
  expect(await at.troth('replies', 'read', row.case)).toMatchObject({ code: 2 })
  expect(await at.troth('replies', 'read', row.case, '--answer', 'maybe')).toMatchObject({ code: 2 })
  expect(await at.troth('replies', 'read', row.case, '--answer', 'reschedule', '--slot', 's-9')).toMatchObject({
    code: 1,
  })
  expect(
    await at.troth('replies', 'read', row.case, '--answer', 'reschedule', '--slot', 's-1', '--told'),
  ).toMatchObject({
    code: 0,
  })
  expect(await types()).toContain('visit.moved')
  expect(await at.troth('replies', 'raed')).toMatchObject({ code: 2, err: expect.stringContaining('“read”') })
})

test('what people read is learned, published once, and what the next reply like it is taken for', async () => {
  const suggested = async (words: string) => {
    const tested = JSON.parse((await at.troth('replies', 'backtest', '--json')).out)
    expect(tested.replies).toBeTypeOf('number')
    const open = await withLedger({ world: testWorld({ env: at.env, folder: at.folder }), values: {} }, async (on) =>
      openSuggester(on.store)(),
    )
    return open(words).answer
  }
  const words = ['bin it off', 'bin it off mate', 'just bin it off pal', 'bin it off please']
  await heard(...words.map((text) => reply(text, '2 09:00')))
  expect(await suggested('bin it off then')).not.toBe('question')
  for (const { case: id } of JSON.parse((await at.troth('replies', '--json')).out))
    await at.troth('replies', 'read', id, '--answer', 'question')
  expect((await at.troth('replies', 'backtest')).out).toContain('4 replies that people have read; 0 of them')
  expect((await at.troth('replies', 'learn')).out).toMatch(/^replies-[0-9a-f]{12}, of 4 replies .* is in force\.$/)
  expect((await at.troth('replies', 'learn')).out).toContain('in force already')
  expect(await suggested('bin it off then')).toBe('question')
  expect((await at.troth('model', 'list')).out).toContain('No model has been published')
})
