import { afterEach, expect, test } from 'vitest'
import type { SendAnswer } from '../core/message/channel.ts'
import { given, on, text } from '../core/fact/fact.testing.ts'
import { claimBuckets } from '../store/lease/claim-buckets.ts'
import { holdBuckets } from './hold.ts'
import { laddersOf, type Ladders } from './turn/ladders.ts'
import { writeSendingState } from '../store/company/write-sending-state.ts'
import { dropConnections, testEngine, type TestEngine, type TestEngineOptions } from './engine.testing.ts'

const playbook = `
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    moved-by: { fact: visit.moved }
    ended-by: { fact: visit.cancelled, as: withdrawn }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: visit.done }
    expected-by: [{ fact: crew.delayed }]
    moments:
      - { id: confirm, at: { life: made }, say: confirm, valid-for: 2h }
      - { id: late, at: { jeopardy: medium, until: due.to }, say: heads-up }
`
const window = { start: text('9 08:00'), end: text('9 12:00') }
const booked = (n = 1, parts: object = {}) =>
  given('visit.booked', '2 09:00', { visit: `v${n}`, window }, { id: `b${n}`, subject: `crm:${n}`, ...parts })
const ACCEPTED: SendAnswer = { fate: 'accepted', providerId: 'x' }

let running: TestEngine | undefined
afterEach(() => running?.stop())
async function start(options: Partial<TestEngineOptions> = {}): Promise<TestEngine> {
  running = await testEngine({ now: on('2 09:00'), playbooks: [playbook], ...options })
  await running.brand('on')
  return running
}

const rows = async (of: string): Promise<readonly object[]> =>
  (await running?.database.store.query({ name: of, text: `select ${of}` })) ?? []
const word = (scope: string, state: 'paused' | 'resumed') =>
  running === undefined
    ? undefined
    : writeSendingState(running.database.store, { scope, state, recipients: [], since: 0, by: 'test', reason: 'test' })

test('two messages to one customer at the same moment both leave', async () => {
  const { engine, sent, passTo } = await start()
  const facts = Array.from({ length: 20 }, (_, n) =>
    [1, 2, 3].map((m) =>
      given('visit.booked', '2 09:00', { visit: `v${n}-${m}`, window }, { id: `b${n}-${m}`, subject: `crm:${n}` }),
    ),
  )
  await engine.accept(facts.flat())
  await passTo(on('2 09:05'))
  expect(sent).toHaveLength(60)
  expect(new Set(sent.map(({ id }) => id)).size).toBe(60)
})

test('a source that sends its facts again, in any grouping, makes nobody hear twice', async () => {
  const { engine, sent, passTo } = await start()
  const facts = Array.from({ length: 20 }, (_, n) => booked(n))
  await Promise.all([engine.accept(facts), engine.accept(facts), ...facts.map((fact) => engine.accept([fact]))])
  await passTo(on('2 09:05'))
  await engine.accept(facts)
  await passTo(on('2 09:10'))
  expect(sent).toHaveLength(20)
})

test('a pause holds what waits, in this very second; resumed, what is still valid leaves and the rest is too late', async () => {
  const { engine, sent, passTo } = await start()
  await word('playbook:test', 'paused')
  await engine.accept([booked(1)])
  await passTo(on('2 10:30'))
  await engine.accept([booked(2, { time: on('2 10:30') })])
  await passTo(on('2 11:30'))
  expect(sent).toEqual([])
  await word('playbook:test', 'resumed')
  await passTo(on('2 11:31'))
  expect(sent.map(({ customer }) => customer)).toEqual(['crm:2'])
  expect(await rows(`state, reason from attempt order by state`)).toEqual([
    { state: 'accepted', reason: null },
    { state: 'superseded', reason: 'its time had passed for longer than valid-for' },
  ])
})

test('nobody is told what is no longer true: cancelled while it waited, the confirmation does not leave', async () => {
  const { engine, sent, passTo } = await start()
  await word('all', 'paused')
  await engine.accept([booked()])
  await engine.accept([given('visit.cancelled', '2 09:01', { visit: 'v1' }, { subject: 'crm:1' })])
  await word('all', 'resumed')
  await passTo(on('2 09:05'))
  expect(sent).toEqual([])
  expect(await rows('state, reason from attempt')).toEqual([
    { state: 'superseded', reason: 'the promise is withdrawn' },
  ])
})

test('refused for now it waits and goes again, the same message; refused for ever it takes the next rung', async () => {
  const answers: SendAnswer[] = [
    { fate: 'later', after: 1000, reason: 'busy', words: '' },
    { fate: 'failed', reason: 'unreachable', code: '550', words: '' },
    ACCEPTED,
  ]
  const { engine, sent, passTo } = await start({
    ladder: ['first', 'second'],
    answer: () => answers.shift() ?? ACCEPTED,
  })
  await engine.accept([booked()])
  await passTo(on('2 09:00') + 500)
  await passTo(on('2 09:05'))
  expect(sent).toHaveLength(1)
  expect(await rows('channel, n, state from attempt order by channel, n')).toEqual([
    { channel: 'first', n: 1, state: 'later' },
    { channel: 'first', n: 2, state: 'failed' },
    { channel: 'second', n: 1, state: 'accepted' },
  ])
})

test('no rung takes a heads-up: a person must call before tell-by', async () => {
  const failed: SendAnswer = { fate: 'failed', reason: 'no-address', code: null, words: '' }
  const { engine, clock, passTo } = await start({
    answer: ({ template }) => (template === 'heads-up' ? failed : ACCEPTED),
  })
  await engine.accept([booked()])
  await passTo(on('9 06:00'))
  clock.now = on('9 06:00')
  await engine.accept([
    given('crew.delayed', '9 06:00', { visit: 'v1', expected: text('9 13:00') }, { subject: 'crm:1' }),
  ])
  await passTo(on('9 06:01'))
  expect(await rows('kind, due from "case"')).toEqual([{ kind: 'call-customer', due: on('9 07:00') }])
  await passTo(on('9 13:00'))
  expect(await rows('state, told from promise')).toEqual([{ state: 'broken', told: 'silent' }])
})

test('a rate a provider allows is kept, and a channel that stalls holds up no other', async () => {
  const { engine, sent, passTo } = await start({ capabilities: { perSecond: 5 } })
  await engine.accept(Array.from({ length: 12 }, (_, n) => booked(n)))
  const began = on('2 09:00')
  for (const [second, most] of [
    [0, 5],
    [1, 10],
    [2, 12],
  ] as const) {
    await passTo(began + second * 1000)
    await engine.round()
    expect(sent).toHaveLength(most)
  }
})

test('the process dies while a message is on its way: nobody knows, it is not repeated there, and a person sees it', async () => {
  const test = await start({ answer: () => new Promise<SendAnswer>(() => undefined) })
  await test.engine.accept([booked()])
  void test.engine.round().catch(() => undefined)
  await expect.poll(() => rows('state from attempt')).toEqual([{ state: 'sending' }])
  await test.abandon({ answer: () => ACCEPTED })
  await test.passTo(on('2 09:05'))
  expect(test.sent).toEqual([])
  expect(await rows('state from attempt')).toEqual([{ state: 'unknown' }])
  expect(await rows('kind from "case"')).toEqual([{ kind: 'undeliverable' }])
  expect(await rows(`type from fact where type like 'message%'`)).toEqual([{ type: 'message.unknown' }])
})

test('where the other side drops repeats, the same message goes again under the same id', async () => {
  const test = await start({
    answer: () => new Promise<SendAnswer>(() => undefined),
    capabilities: { afterUnknown: 'repeat' },
  })
  await test.engine.accept([booked()])
  void test.engine.round().catch(() => undefined)
  await expect.poll(() => rows('state from attempt')).toEqual([{ state: 'sending' }])
  await test.abandon({ answer: () => ACCEPTED })
  await test.passTo(on('2 09:05'))
  expect(test.sent).toHaveLength(1)
  expect(await rows('n, state from attempt order by n')).toEqual([
    { n: 1, state: 'unknown' },
    { n: 2, state: 'accepted' },
  ])
})

test('a process whose buckets went to another is fenced off: it can commit nothing any more', async () => {
  let fenced = 0
  const { engine, database } = await start({ onFenced: () => void (fenced += 1) })
  await claimBuckets(database.store, { holder: 'another', until: 0 })
  await expect(engine.accept([booked()])).rejects.toThrow('another process holds these buckets')
  expect(fenced).toBe(1)
  expect(await rows('count(*) from fact')).toEqual([{ count: 0 }])
})

test('a second process on the same ledger does not start', async () => {
  const { database } = await start()
  const second = await holdBuckets({ store: database.store, holder: 'second', now: 0, onLost: () => undefined })
  expect(second).toMatchObject({ problem: { code: 'ledger-held' } })
})

test('the server drops every connection: what was not committed is refused, and the next facts go on', async () => {
  const { engine, database } = await start()
  await engine.accept([booked(1)])
  await dropConnections(database)
  await expect.poll(() => engine.accept([booked(2)]).catch(() => null)).toMatchObject([{ status: expect.any(String) }])
  expect(await rows("count(*) from fact where type = 'visit.booked'")).toEqual([{ count: 2 }])
})

test('one customer whose turn cannot be taken holds up nobody else', async () => {
  const ladders = laddersOf({ brand: 'main', brands: { main: ['test'] }, silos: {} })
  const of: Ladders['of'] = (brand, reached) => {
    if (brand === 'poison') throw new Error('this brand cannot be')
    return ladders.of(brand, reached)
  }
  const { engine, sent, passTo } = await start({ ladders: { ...ladders, of } })
  const poisoned = given('customer.updated', '2 08:59', { brand: 'poison' }, { id: 'u', subject: 'crm:3' })
  await engine.accept([poisoned])
  const all = Array.from({ length: 9 }, (_, n) => engine.accept([booked(n)]))
  const ends = await Promise.allSettled(all)
  expect(ends.map(({ status }) => status === 'fulfilled')).toEqual(
    [1, 1, 1, 0, 1, 1, 1, 1, 1].map((good) => good === 1),
  )
  await passTo(on('2 09:05'))
  expect(sent).toHaveLength(8)
})
