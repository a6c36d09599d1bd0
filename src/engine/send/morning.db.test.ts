import { afterEach, expect, test } from 'vitest'
import { endpoint, type Endpoint } from '../../channels/webhook/endpoint.testing.ts'
import { openWebhook } from '../../channels/webhook.ts'
import type { Channel } from '../../core/message/channel.ts'
import { given, on, text } from '../../core/fact/fact.testing.ts'
import { USUAL_RULES } from '../../core/message/may-send.ts'
import { minutes } from '../../core/time/instant.ts'
import { testEngine, type TestEngine } from '../engine.testing.ts'
import { laddersOf } from '../turn/ladders.ts'

const playbook = `
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: visit.done }
    moments: [{ id: confirm, at: { life: made }, say: confirm, valid-for: 24h }]
`
const window = { start: text('9 08:00'), end: text('9 12:00') }
const booked = (n: number) =>
  given('visit.booked', '2 21:30', { visit: `v${n}`, window }, { id: `b${n}`, subject: `crm:${n}` })

let running: TestEngine | undefined
let hub: Endpoint | undefined
afterEach(async () => {
  await running?.stop()
  await hub?.stop()
})

/** A webhook over loopback whose provider takes so many a second. */
function hookTo(url: string, perSecond: number): Channel {
  const secrets = [`whsec_${Buffer.alloc(24, 1).toString('base64')}`]
  const own = { timeout: 15_000, atOnce: 200, address: 'none', receives: false, ca: null } as const
  const hook = openWebhook({ url, secrets, allowPrivate: true, ...own }, () => Date.now())
  return { ...hook, capabilities: { ...hook.capabilities, perSecond } }
}

async function start(perSecond: number): Promise<TestEngine> {
  hub = await endpoint()
  const channel = hookTo(hub.url, perSecond)
  running = await testEngine({
    now: on('2 21:30'),
    playbooks: [playbook],
    channels: [channel],
    ladders: laddersOf({ brand: 'main', brands: { main: [channel.name] }, silos: {} }),
    rulesOf: () => USUAL_RULES,
  })
  await running.brand('on')
  return running
}

/** Facts of a night, so many a minute. */
async function aNight({ engine, clock, passTo }: TestEngine, all: number, aMinute: number): Promise<void> {
  for (let n = 0; n < all; n += aMinute) {
    await engine.accept(Array.from({ length: aMinute }, (_, one) => booked(n + one)))
    await passTo(clock.now + minutes(1))
  }
}

const paused = async (): Promise<readonly object[]> =>
  (await running?.database.store.query({ name: 'paused', text: 'select scope from sending_state where n > 1' })) ?? []

test('a night’s 2,000 leave in the morning at the rate their provider allows, nobody twice, and are no burst', async () => {
  const test = await start(200)
  await aNight(test, 2000, 200)
  await test.passTo(on('3 07:59'))
  expect(hub?.heard).toEqual([])
  for (let second = 1; second <= 10; second += 1) {
    await test.passTo(on('3 08:00') + (second - 1) * 1000)
    expect(hub?.heard).toHaveLength(second * 200)
  }
  const ids = hub?.heard.map(({ headers }) => headers['webhook-id'])
  expect(new Set(ids).size).toBe(2000)
  expect(await paused()).toEqual([])
}, 60_000)

test('a burst is seen when it is decided, at night too: what is too much of it is not said in the morning', async () => {
  const test = await start(1000)
  await aNight(test, 300, 300)
  expect(await paused()).toEqual([{ scope: 'moment:test.visit.confirm' }])
  await test.passTo(on('3 08:01'))
  expect(hub?.heard).toEqual([])
})
