import { afterEach, expect, test } from 'vitest'
import { given, on, text } from '../../core/fact/fact.testing.ts'
import { USUAL_RULES } from '../../core/message/may-send.ts'
import type { OutMessage, SendAnswer } from '../../core/message/channel.ts'
import type { DueNow } from './take-due.ts'
import { testEngine, type TestEngine, type TestEngineOptions } from '../engine.testing.ts'

const playbook = `
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: visit.done }
    expected-by: [{ fact: crew.delayed }]
    moments:
      - { id: confirm, at: { life: made }, say: confirm, valid-for: 24h }
      - { id: late, at: { jeopardy: medium, until: due.to }, say: heads-up }
moments:
  - { id: echo, at: { fact: reply.received }, say: echo, valid-for: 24h }
  - { id: stopped, at: { fact: consent.withdrawn }, say: stopped, when: 'data.how == "reply"', valid-for: 24h }
`
const window = { start: text('9 08:00'), end: text('9 12:00') }
const visit = (n: number, time = '2 22:00') => given('visit.booked', time, { visit: `v${n}`, window }, { id: `b${n}` })
const reached = (...channels: readonly string[]) =>
  given('customer.updated', '2 09:00', {
    reach: channels.map((channel) => ({ channel, address: `an address for ${channel}` })),
  })
const said = (type: string, time: string, data: object) => given(type, time, { ...data }, { origin: 'person' })
const SMS_AND_MAIL = { ladder: ['text', 'post'], kinds: { text: 'sms', post: 'mail' } } as const

let running: TestEngine | undefined
afterEach(() => running?.stop())
async function start(options: Partial<TestEngineOptions> = {}): Promise<TestEngine> {
  running = await testEngine({
    now: on('2 09:00'),
    playbooks: [playbook],
    rulesOf: () => USUAL_RULES,
    ...SMS_AND_MAIL,
    ...options,
  })
  await running.brand('on')
  return running
}
const rows = async (of: string): Promise<readonly object[]> =>
  (await running?.database.store.query({ name: of.slice(0, 60), text: `select ${of}` })) ?? []
const tries = () => rows('message, channel, state, reason, counts from attempt order by began, message, n')
const templates = () => running?.sent.map(({ template }) => template)

test('what is decided at night leaves in the morning: put back once with its time, and no try is opened', async () => {
  const { engine, clock, passTo } = await start()
  clock.now = on('2 22:00')
  await engine.accept([visit(1)])
  await passTo(on('3 07:59'))
  expect(templates()).toEqual([])
  expect(await tries()).toEqual([])
  expect(await rows('send_at, held, tries from outbox')).toEqual([
    { send_at: on('3 08:00'), held: 'quiet hours', tries: 0 },
  ])
  await passTo(on('3 08:00'))
  expect(templates()).toEqual(['confirm'])
  expect(await rows('counts from attempt')).toEqual([{ counts: 'service' }])
})

test('ten words at once to one customer: five leave, the others when the first of them are a day old', async () => {
  const { engine, clock, passTo } = await start()
  clock.now = on('2 12:00')
  await engine.accept(Array.from({ length: 10 }, (_, n) => visit(n, '2 12:00')))
  await passTo(on('2 12:01'))
  expect(templates()).toHaveLength(5)
  expect(await rows('send_at, held from outbox limit 1')).toEqual([
    { send_at: on('3 12:00'), held: '5 messages have left within a day' },
  ])
  await passTo(on('3 11:59'))
  expect(templates()).toHaveLength(5)
  await passTo(on('3 12:00'))
  expect(templates()).toHaveLength(10)
})

test('an opt-out of one channel takes the next; of all, nothing is said and the timeline says why', async () => {
  const { engine, clock, passTo } = await start()
  clock.now = on('2 12:00')
  const no = (channel: string, time: string) => said('consent.withdrawn', time, { channel, class: 'all', how: 'form' })
  await engine.accept([reached('sms', 'mail'), no('sms', '2 12:00'), visit(1, '2 12:00')])
  await passTo(on('2 12:01'))
  expect(await rows('channel, state from attempt order by message')).toEqual([
    { channel: 'text', state: 'not-allowed' },
    { channel: 'post', state: 'accepted' },
  ])
  clock.now = on('2 12:02')
  await engine.accept([no('all', '2 12:02'), visit(2, '2 12:02')])
  await passTo(on('2 12:03'))
  expect(templates()).toEqual(['confirm'])
  const why = 'the customer has said that they want no such messages'
  expect(await rows(`data->>'reason' as why from fact where type = 'message.not-allowed'`)).toEqual([{ why }])
  expect(await rows('count(*) from "case"')).toEqual([{ count: 0 }])
})

test('a heads-up that its customer allows over no channel is a call for a person, before tell-by', async () => {
  const { engine, clock, passTo } = await start()
  await engine.accept([said('consent.withdrawn', '2 09:00', { channel: 'all', class: 'all', how: 'form' })])
  await engine.accept([visit(1, '2 09:01')])
  clock.now = on('9 06:00')
  await engine.accept([
    given('crew.delayed', '9 06:00', { visit: 'v1', expected: text('9 13:00') }, { subject: 'crm:1' }),
  ])
  await passTo(on('9 06:01'))
  expect(await rows('kind, due from "case"')).toEqual([{ kind: 'call-customer', due: on('9 07:00') }])
})

test('an answer goes over the channel they have just used, at night too, and counts for nothing', async () => {
  const { engine, clock, passTo } = await start({ ladder: ['text', 'post'] })
  clock.now = on('2 23:30')
  await engine.accept([
    reached('sms', 'mail'),
    said('reply.received', '2 23:30', { channel: 'mail', answer: 'unclear' }),
  ])
  await passTo(on('2 23:31'))
  expect(templates()).toEqual(['echo'])
  expect(await rows('channel, counts from attempt')).toEqual([{ channel: 'post', counts: null }])
})

test('an opt-out is confirmed once, where it was said; whoever says it again hears nothing', async () => {
  const { engine, clock, passTo } = await start()
  const stop = (time: string) => said('consent.withdrawn', time, { channel: 'all', class: 'all', how: 'reply' })
  clock.now = on('2 23:30')
  await engine.accept([reached('sms', 'mail'), stop('2 23:30')])
  await passTo(on('2 23:31'))
  await engine.accept([stop('2 23:31')])
  await passTo(on('2 23:32'))
  expect(templates()).toEqual(['stopped'])
})

test('nobody knows whether a heads-up left: the next channel, or near tell-by a person at once', async () => {
  const unknown: SendAnswer = { fate: 'unknown', reason: 'timed-out', words: '' }
  const answer = ({ template, id }: OutMessage): SendAnswer =>
    template === 'heads-up' && id.endsWith('-0') ? unknown : { fate: 'accepted', providerId: null }
  const { engine, clock, passTo } = await start({ answer })
  const late = (n: number, time: string) => given('crew.delayed', time, { visit: `v${n}`, expected: text('9 13:00') })
  await engine.accept([reached('sms', 'mail'), visit(1, '2 09:00'), visit(2, '2 09:00')])
  await passTo(on('9 06:29'))
  clock.now = on('9 06:30')
  await engine.accept([late(1, '9 06:30')])
  await passTo(on('9 06:31'))
  expect(await rows('kind from "case"')).toEqual([])
  clock.now = on('9 06:31')
  await engine.accept([late(2, '9 06:31')])
  await passTo(on('9 06:32'))
  expect(await rows('kind from "case"')).toEqual([{ kind: 'call-customer' }])
  expect(templates()?.filter((template) => template === 'heads-up')).toHaveLength(1)
})

test('a channel with sessions is told until when free words may be sent: since the customer’s own last word over it', async () => {
  const asked: DueNow[] = []
  const { engine, clock, passTo } = await start({
    ladder: ['wa'],
    kinds: { wa: 'whatsapp' },
    capabilities: { session: 24 * 3_600_000 },
    word: (message) => {
      asked.push(message)
      return { fate: 'failed', reason: 'refused', code: null, words: '' }
    },
  })
  clock.now = on('2 12:00')
  const word = (channel: string, time: string) => said('reply.received', time, { channel, answer: 'confirm' })
  await engine.accept([visit(1, '2 12:00')])
  await passTo(on('2 12:01'))
  await engine.accept([word('sms', '2 12:01')])
  await passTo(on('2 12:02'))
  await engine.accept([word('whatsapp', '2 12:02')])
  await passTo(on('2 12:03'))
  expect(asked.map(({ sessionUntil }) => sessionUntil)).toEqual([null, null, on('3 12:02')])
})
