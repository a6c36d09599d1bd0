import { afterEach, expect, test } from 'vitest'
import { given, on, text } from '../../core/fact/fact.testing.ts'
import { toldFigure } from '../../store/views/told-figure.ts'
import { testEngine, type TestEngine, type TestEngineOptions } from '../engine.testing.ts'

const playbook = `
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    ended-by: { fact: visit.cancelled, as: withdrawn }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: visit.done }
    expected-by: [{ fact: crew.delayed }]
    moments:
      - { id: confirm, at: { life: made }, say: confirm, valid-for: 24h }
      - { id: late, at: { jeopardy: medium, until: due.to }, say: heads-up }
`
const window = { start: text('9 08:00'), end: text('9 12:00') }
const booked = given('visit.booked', '2 09:00', { visit: 'v', window })
const reached = given('customer.updated', '2 09:00', {
  reach: [
    { channel: 'sms', address: '+441632960001' },
    { channel: 'mail', address: 'sam@customer.example' },
  ],
})

let running: TestEngine | undefined
afterEach(() => running?.stop())
async function start(options: Partial<TestEngineOptions> = {}): Promise<TestEngine> {
  const kinds = { ladder: ['text', 'post'], kinds: { text: 'sms', post: 'mail' } } as const
  running = await testEngine({ now: on('2 09:00'), playbooks: [playbook], ...kinds, ...options })
  await running.brand('on')
  return running
}
const rows = async (of: string): Promise<readonly object[]> =>
  (await running?.database.store.query({ name: of.slice(0, 60), text: `select ${of}` })) ?? []
const states = () => rows('channel, state from attempt order by began, message')

/** As a provider says it later of the message that left at this place; `word` tells its words apart. */
async function receipt(outcome: 'delivered' | 'failed', at: string, nth = 0, word = 1): Promise<void> {
  const { engine, clock, sent, passTo } = running ?? expect.fail()
  clock.now = on(at)
  const message = sent[nth]?.id ?? expect.fail()
  const id = `message.${outcome}:${message}:${word}`
  const data = { message, reason: 'unreachable' }
  await engine.accept([given(`message.${outcome}`, at, data, { id, source: 'text' })])
  await passTo(on(at) + 1000)
}

test('a dead number: the next channel says it, once, however often the provider says so', async () => {
  const { engine, sent, passTo } = await start()
  await engine.accept([reached, booked])
  await passTo(on('2 09:01'))
  await receipt('failed', '2 09:02')
  await receipt('failed', '2 09:03')
  await receipt('failed', '2 09:04', 0, 2)
  expect(sent.map(({ id }) => id.slice(-2))).toEqual(['-0', '-1'])
  expect(await states()).toEqual([
    { channel: 'text', state: 'failed' },
    { channel: 'post', state: 'accepted' },
  ])
})

test('a dead mailbox after a dead number: a person sees it, once', async () => {
  const { engine, passTo } = await start()
  await engine.accept([reached, booked])
  await passTo(on('2 09:01'))
  await receipt('failed', '2 09:02', 0)
  await receipt('failed', '2 09:03', 1)
  await receipt('failed', '2 09:04', 0)
  expect(await rows('kind, says from "case"')).toEqual([
    { kind: 'undeliverable', says: 'test.visit.confirm could not be said over post: unreachable' },
  ])
})

test('arrived is arrived: a failure after it, or before it, is not believed any more', async () => {
  const { engine, sent, passTo } = await start()
  await engine.accept([reached, booked])
  await passTo(on('2 09:01'))
  await receipt('delivered', '2 09:02')
  await receipt('failed', '2 09:03')
  expect(await states()).toEqual([{ channel: 'text', state: 'delivered' }])
  expect(sent).toHaveLength(1)
})

test('failed and then delivered after all: the attempt says so, and nothing more follows', async () => {
  const { engine, sent, passTo } = await start()
  await engine.accept([reached, booked])
  await passTo(on('2 09:01'))
  await receipt('failed', '2 09:02')
  await receipt('delivered', '2 09:03')
  await receipt('failed', '2 09:04')
  expect(sent).toHaveLength(2)
  expect(await states()).toEqual([
    { channel: 'text', state: 'delivered' },
    { channel: 'post', state: 'accepted' },
  ])
})

test('heard in one breath they count as one after the other: two failures are one, and arrived is arrived', async () => {
  const { engine, clock, sent, passTo } = await start()
  await engine.accept([reached, booked])
  await passTo(on('2 09:01'))
  const said = async (nth: number, ...types: readonly string[]): Promise<void> => {
    const message = sent[nth]?.id ?? expect.fail()
    const one = (type: string, word: number) =>
      given(type, '2 09:02', { message }, { id: `${type}:${message}:${word}`, source: 'text' })
    await engine.accept(types.map(one))
    await passTo((clock.now += 1000))
  }
  await said(0, 'message.failed', 'message.failed')
  expect(sent).toHaveLength(2)
  await said(1, 'message.failed', 'message.delivered')
  expect(await states()).toEqual([
    { channel: 'text', state: 'failed' },
    { channel: 'post', state: 'delivered' },
  ])
  expect(await rows('count(*) from "case"')).toEqual([{ count: 0 }])
})

test('what is true no more is not said again: the visit was cancelled meanwhile', async () => {
  const { engine, sent, passTo } = await start()
  await engine.accept([reached, booked])
  await passTo(on('2 09:01'))
  await engine.accept([given('visit.cancelled', '2 09:01', { visit: 'v' })])
  await receipt('failed', '2 09:02')
  expect(sent).toHaveLength(1)
  expect(await rows('count(*) from "case"')).toEqual([{ count: 0 }])
})

test('another’s message id, or one that never was, does nothing', async () => {
  const { engine, sent, passTo } = await start()
  await engine.accept([reached, booked])
  await passTo(on('2 09:01'))
  const message = sent[0]?.id ?? expect.fail()
  const foreign = { subject: 'crm:2', source: 'text' }
  await engine.accept([given('message.failed', '2 09:02', { message }, foreign)])
  await engine.accept([given('message.failed', '2 09:03', { message: 'no-message' }, { source: 'text' })])
  await engine.accept([given('message.failed', '2 09:04', { message: 'abc-0' }, { source: 'text' })])
  await passTo(on('2 09:05'))
  expect(await states()).toEqual([{ channel: 'text', state: 'accepted' }])
})

test('word that was lost has told nobody: the break is silent; had it arrived, it was told in time', async () => {
  for (const lost of [true, false]) {
    const { engine, clock, sent, database, passTo } = await start({ ladder: ['text'] })
    await engine.accept([reached, booked])
    await passTo(on('9 06:00'))
    clock.now = on('9 06:00')
    await engine.accept([given('crew.delayed', '9 06:00', { visit: 'v', expected: text('9 13:00') })])
    await passTo(on('9 06:01'))
    const headsUp = sent.findIndex(({ template }) => template === 'heads-up')
    await receipt('failed', '9 06:02', headsUp)
    if (!lost) await receipt('delivered', '9 06:03', headsUp)
    await passTo(on('9 13:00'))
    expect(await rows('told from promise')).toEqual([{ told: lost ? 'silent' : 'told-in-time' }])
    expect(await toldFigure(database.store)).toMatchObject(
      lost ? { silent: 1, inTime: 0, lead_median: null } : { silent: 0, inTime: 1 },
    )
    // Folded again from the log it is the same.
    await running?.restart()
    await receipt('failed', '9 13:05', headsUp, 2)
    expect(await rows('told from promise')).toEqual([{ told: lost ? 'silent' : 'told-in-time' }])
    if (lost) await running?.stop()
  }
})
