import { afterEach, expect, test } from 'vitest'
import { given, on, text } from '../../core/fact/fact.testing.ts'
import type { Channel, OutMessage } from '../../core/message/channel.ts'
import { visitOfUid } from '../../core/visit/calendar.ts'
import { zone as zoneNamed } from '../../core/time/zone.ts'
import { sha256, testEngine, vault, type TestEngine } from '../engine.testing.ts'
import { publishPlaybook } from '../in-force.ts'
import { openWords, type Words } from '../words.ts'

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
    moments:
      - { id: confirm, at: { life: made }, say: visit-confirm }
      - { id: reminder, at: { before: due.from, days: 1, clock: "17:00" }, say: visit-reminder }
      - { id: cancelled, at: { life: withdrawn }, say: visit-cancelled }
`
const texts = `
visit-confirm: { calendar: request, subject: "We come on {{ due.from | day }}", text: "We come." }
visit-reminder: { text: "We come tomorrow." }
visit-cancelled: { calendar: cancel, text: "We do not come." }
`
const windowOn = (day: number) => ({ start: text(`${day} 08:00`), end: text(`${day} 12:00`) })

let running: TestEngine | undefined
let words: Words
afterEach(() => running?.stop())

async function start(): Promise<TestEngine> {
  const made = await testEngine({ now: on('2 08:00'), playbooks: [], word: (message) => words.word(message) })
  running = made
  const { store } = made.database
  const published = { source: playbook, texts: { en: texts }, file: 't', reason: 't', by: 't', now: on('2 08:00') }
  await store.inTransaction((tx) => publishPlaybook(tx, published, sha256))
  await made.engine.reload()
  words = await openWords({
    store,
    vault,
    channels: [{ name: 'test', capabilities: { address: 'none', receives: false, buttons: 0 } } as unknown as Channel],
    zone: zoneNamed('UTC') ?? expect.fail(),
    language: 'en',
    brands: new Map([['main', { name: 'Acme', phone: null, link: 'https://acme.example/v' }]]),
    siloAddresses: new Map(),
  })
  await made.brand('on')
  return made
}

test('what is said of a visit carries one entry through the customer’s calendar: asked, moved, taken back', async () => {
  const { engine, sent, passTo } = await start()
  await engine.accept([given('visit.booked', '2 09:00', { visit: 'v/1', window: windowOn(9) })])
  await passTo(on('2 09:01'))
  await engine.accept([given('visit.moved', '3 09:00', { visit: 'v/1', window: windowOn(10) })])
  await passTo(on('9 17:01'))
  await engine.accept([given('visit.cancelled', '9 18:00', { visit: 'v/1', asked_by: 'company' })])
  await passTo(on('9 18:01'))
  const told = (sent as readonly OutMessage[]).map(({ template, calendar }) => [template, calendar] as const)
  const shown = { summary: 'Acme', link: 'https://acme.example/v' }
  const moved = { start: on('10 08:00'), end: on('10 12:00') }
  expect(told).toMatchObject([
    ['visit-confirm', { method: 'request', sequence: 0, start: on('9 08:00'), end: on('9 12:00'), ...shown }],
    ['visit-confirm', { method: 'request', sequence: 1, ...moved }],
    ['visit-reminder', null],
    ['visit-cancelled', { method: 'cancel', sequence: 2, ...moved }],
  ])
  const uids = told.flatMap(([, calendar]) => (calendar === null ? [] : [calendar.uid]))
  expect(new Set(uids).size).toBe(1)
  expect(visitOfUid(uids[0] ?? '')).toMatchObject({ visit: 'v/1' })
})
