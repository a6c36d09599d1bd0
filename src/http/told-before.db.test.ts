import { readFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openOutbox } from '../channels/outbox.ts'
import { on, text } from '../core/fact/fact.testing.ts'
import type { OutMessage } from '../core/message/channel.ts'
import { formatInstant } from '../core/time/instant.ts'
import { zone as zoneNamed } from '../core/time/zone.ts'
import { sha256, vault, type TestEngineOptions } from '../engine/engine.testing.ts'
import { publishPlaybook } from '../engine/in-force.ts'
import { openWords, type Words } from '../engine/words.ts'
import { testDoors, type TestDoors } from './doors.testing.ts'

const shipped = (file: string): string => readFileSync(`playbooks/keep-informed/${file}`, 'utf8')

let doors: TestDoors | undefined
let words: Words | undefined
const folder = mkdtempSync(join(tmpdir(), 'troth-told-'))
afterEach(async () => {
  await doors?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** keep-informed with its texts in force, and its brand on. */
async function open(options: Partial<TestEngineOptions> & { readonly now: number }): Promise<TestDoors> {
  const word: TestEngineOptions['word'] = (message) => words?.word(message) ?? expect.fail('no words')
  const opened = await testDoors(
    { playbooks: [], word, ...options },
    { clock: options.clock ?? (() => opened.house.clock.now) },
  )
  doors = opened
  const { store } = opened.house.database
  const published = { source: shipped('playbook.yaml'), texts: { en: shipped('texts.en.yaml') } }
  const publication = { ...published, file: 'keep-informed', reason: 'test', by: 'test', now: options.now }
  await store.inTransaction((tx) => publishPlaybook(tx, publication, sha256))
  await opened.house.engine.reload()
  words = await openWords({
    store,
    vault,
    channels: options.channels ?? [],
    zone: zoneNamed('UTC') ?? expect.fail(),
    language: 'en-GB',
    brands: new Map([['main', { name: 'Acme', phone: null, link: 'https://acme.example' }]]),
    siloAddresses: new Map(),
  })
  await opened.house.brand('on')
  return opened
}

const event = (type: string, id: string, time: string, data: object) => ({
  specversion: '1.0',
  source: 'contact-centre',
  type,
  id,
  subject: 'crm:1',
  time,
  data,
})

interface Decided {
  readonly moment: string
  readonly outcome: string
  readonly next_word: string | null
  readonly because: { readonly reason: string; readonly facts: readonly string[] }
}

async function decided(): Promise<readonly Decided[]> {
  const answer = (await doors?.get('/v1/decisions?customer=crm:1')) ?? expect.fail('no doors')
  const { decisions } = (await answer.json()) as { readonly decisions: readonly Decided[] }
  return decisions.toReversed()
}

test('an inquiry over HTTP is acknowledged within a second, with when the answer comes and when the next word', async () => {
  const outbox = openOutbox({ folder })
  const { house, post } = await open({ now: Date.now(), clock: Date.now, channels: [outbox], ladder: ['outbox'] })
  house.engine.run()
  const asked = Date.now()
  const inquiry = { inquiry: 'n-1', channel: 'mail', reason: 'where-is-my-order' }
  expect((await post('/v1/facts', event('inquiry.received', 'n-1', formatInstant(asked), inquiry))).status).toBe(202)
  const files = (): readonly string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txt'))
  await expect.poll(files, { interval: 5 }).toHaveLength(1)
  expect(Date.now() - asked).toBeLessThan(1000)
  const [file = ''] = files()
  expect(readFileSync(join(folder, file), 'utf8')).toMatch(
    /We have your question[.] You have our answer by \w+ \d+ \w+ at 17:00[.] You hear from us by \w+ \d+ \w+ at 17:00,/,
  )
})

test('a next word that was promised is kept after a restart, and the same one only once', async () => {
  const { house, post } = await open({ now: on('2 09:02') })
  await post('/v1/facts', event('inquiry.received', 'n-1', text('2 09:02'), { inquiry: 'n-1', channel: 'mail' }))
  await house.passTo(on('2 12:00'))
  await house.restart()
  await house.passTo(on('3 18:00'))
  await house.restart()
  await house.passTo(on('6 18:00'))
  expect(house.sent.map(({ template }: OutMessage) => template)).toEqual([
    'inquiry-received',
    'inquiry-no-news',
    'inquiry-no-news',
  ])
  expect(house.sent[1]?.text).toContain('You hear from us by Wednesday 4 March at 17:00')
  expect((await decided()).filter(({ next_word }) => next_word !== null)).toMatchObject([
    { moment: 'keep-informed.inquiry_answered.received', next_word: text('3 17:00') },
    { moment: 'keep-informed.inquiry_answered.no_news', next_word: text('4 17:00') },
    { moment: 'keep-informed.inquiry_answered.no_news', next_word: text('5 17:00') },
  ])
})

test('an answer that was heard before a restart is not forgotten by it: nobody hears that there is no news', async () => {
  const { house, post } = await open({ now: on('2 09:02') })
  await post('/v1/facts', event('inquiry.received', 'n-1', text('2 09:02'), { inquiry: 'n-1', channel: 'mail' }))
  await house.passTo(on('2 12:00'))
  await post('/v1/facts', event('inquiry.answered', 'n-1:answered', text('2 12:00'), { inquiry: 'n-1' }))
  await house.restart()
  await house.passTo(on('6 18:00'))
  expect(house.sent.map(({ template }) => template)).toEqual(['inquiry-received'])
  expect(await decided()).toContainEqual(
    expect.objectContaining({
      moment: 'keep-informed.inquiry_answered.no_news',
      outcome: 'superseded',
      because: expect.objectContaining({ reason: 'the promise is kept' }),
    }),
  )
})

test('told by a person, the customer hears no heads-up; the decision says why, and the break counts as told in time', async () => {
  const { house, post, get } = await open({ now: on('2 09:00') })
  const promised = { promise: 'P1', kind: 'repair', owner: 'works', due: text('20 12:00') }
  await post('/v1/facts', event('promise.made', 'P1', text('2 09:00'), promised))
  await house.passTo(on('18 10:00'))
  const call = { about: 'P1', channel: 'phone', expected: text('23 12:00'), reason: 'missing-part' }
  expect((await post('/v1/facts', event('customer.told', 'k-1', text('18 10:00'), call))).status).toBe(202)
  await house.passTo(on('21 00:00'))
  expect(house.sent).toEqual([])
  expect(await decided()).toMatchObject([
    {
      moment: 'keep-informed.stated.heads_up',
      outcome: 'held',
      because: { reason: 'the customer was told by a person' },
    },
  ])
  const { promises } = (await (await get('/v1/promises?customer=crm:1')).json()) as { promises: readonly object[] }
  expect(promises).toMatchObject([{ state: 'broken', told: 'told-in-time' }])
})
