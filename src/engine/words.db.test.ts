import { afterEach, expect, test } from 'vitest'
import { given, on, text } from '../core/fact/fact.testing.ts'
import type { AddressKind, Channel } from '../core/message/channel.ts'
import { zone as zoneNamed } from '../core/time/zone.ts'
import { sha256, testEngine, vault, type TestEngine } from './engine.testing.ts'
import { publishPlaybook } from './in-force.ts'
import { linkToken } from './links/token.ts'
import { openWords, type Words } from './words.ts'

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
      - { id: late, at: { jeopardy: medium, until: due.to }, say: late }
      - { id: confirm, at: { life: made }, say: confirm, ask: [confirm] }
      - { id: nudge, at: { before: due.from, days: 1, clock: "17:00" }, nudge: field }
`
const texts = {
  en: `confirm:
  subject: We come on {{ due.from | day }}
  text: "{{ customer.name | name }}, we come on {{ due.from | day_and_time }}. {{ brand.name }}, {{ link }}"
late:
  text: "We come later. {% if still_stands %}What still stands: {{ still_stands }}.{% endif %}"
`,
  de: `confirm: { text: "Wir kommen am {{ due.from | day_and_time }}. {{ link }}" }\n`,
}
const window = { start: text('9 08:00'), end: text('9 12:00') }
const booked = given('visit.booked', '2 09:00', { visit: 'v', window })
const reach = [{ channel: 'mail', address: 'sam@example.org' }]

let running: TestEngine | undefined
let words: Words
afterEach(() => running?.stop())

interface Start {
  readonly receives?: boolean
  readonly address?: AddressKind
  readonly link?: string | null
  readonly pages?: string
  readonly texts?: Readonly<Record<string, string>>
}

async function start({
  address = 'mail',
  receives = false,
  link = 'https://acme.example',
  pages,
  texts: own = texts,
}: Start = {}): Promise<TestEngine> {
  const made = await testEngine({
    now: on('2 08:00'),
    playbooks: [],
    capabilities: { address },
    word: (message) => words.word(message),
  })
  running = made
  const { store } = made.database
  await publish(own)
  await made.engine.reload()
  const channel = { name: 'test', capabilities: { address, receives, buttons: 0 } } as unknown as Channel
  words = await openWords({
    store,
    vault,
    channels: [channel],
    zone: zoneNamed('UTC') ?? expect.fail(),
    language: 'en',
    brands: new Map([['main', { name: 'Acme', phone: null, link, pages: pages ?? null }]]),
    siloAddresses: new Map([['field', 'field@acme.example']]),
  })
  await made.brand('on')
  return made
}

async function publish(own: Readonly<Record<string, string>>): Promise<void> {
  const published = { source: playbook, texts: own, file: 'test', reason: 'test', by: 'test', now: on('2 08:00') }
  const answer = await running?.database.store.inTransaction((tx) => publishPlaybook(tx, published, sha256))
  expect(answer).not.toHaveProperty('problems')
}

const attempts = (test: TestEngine): Promise<readonly object[]> =>
  test.database.store.query({ name: 'attempts', text: 'select state, reason from attempt order by began, n' })

test.each([
  [true, 'Reply: 1 = I will be in.'],
  [false, 'See https://acme.example.'],
])('what is asked is written out where a reply can come: %s', async (receives, said) => {
  const own = {
    en: 'answers: { confirm: I will be in }\nconfirm: { text: "{% if choices %}Reply: {{ choices }}.{% else %}See {{ link }}.{% endif %}" }\n',
  }
  const { engine, sent, passTo } = await start({ texts: own, receives })
  await engine.accept([given('customer.updated', '2 08:30', { reach }), booked])
  await passTo(on('2 09:01'))
  expect(sent).toMatchObject([{ text: said, choices: [{ answer: 'confirm', words: 'I will be in' }] }])
})

test('a customer is spoken to by name, in their language and zone, at their address', async () => {
  const { engine, sent, passTo } = await start()
  const card = { zone: 'Europe/London', name: 'Sam Field', language: 'en-GB', reach }
  await engine.accept([given('customer.updated', '2 08:30', card), booked])
  await passTo(on('2 09:01'))
  expect(sent).toMatchObject([
    {
      to: 'sam@example.org',
      subject: 'We come on Monday 9 March',
      text: 'Sam Field, we come on Monday 9 March at 08:00. Acme, https://acme.example',
      language: 'en-GB',
      customer: 'crm:1',
      ask: ['confirm'],
      at: on('2 08:00'),
    },
  ])
})

test('a message about a visit names the page of that visit, which every retry names again', async () => {
  const { engine, sent, passTo } = await start({ pages: 'https://v.acme.example' })
  await engine.accept([given('customer.updated', '2 08:30', { language: 'de', reach }), booked])
  await passTo(on('2 09:01'))
  const customer = sha256('crm:1').slice(0, 32)
  const page = `https://v.acme.example/v/${linkToken(vault, { customer, visit: 'v', generation: 0 })}`
  expect(sent[0]?.text).toMatch(/^Wir kommen/)
  expect(sent[0]?.text.endsWith(` ${page}`)).toBe(true)
})

test('another language is written where there are words in it', async () => {
  const { engine, sent, passTo } = await start()
  await engine.accept([given('customer.updated', '2 08:30', { language: 'de', reach }), booked])
  await passTo(on('2 09:01'))
  expect(sent[0]).toMatchObject({
    language: 'de',
    text: expect.stringMatching(/^Wir kommen am Montag,? 9\. März um 08:00/),
  })
})

test('without an address it does not leave, and a person is told', async () => {
  const made = await start()
  await made.engine.accept([booked])
  await made.passTo(on('2 09:01'))
  expect(made.sent).toEqual([])
  expect(await attempts(made)).toEqual([{ state: 'failed', reason: 'no-address' }])
})

test('a text that needs a link leaves not at all where there is none', async () => {
  const made = await start({ link: null, address: 'none' })
  await made.engine.accept([booked])
  await made.passTo(on('2 09:01'))
  expect(made.sent).toEqual([])
  expect(await attempts(made)).toEqual([{ state: 'failed', reason: 'refused' }])
})

test('words that are published meanwhile are the ones that leave', async () => {
  const { engine, sent, passTo } = await start({ address: 'none', texts: {} })
  await publish({ en: 'confirm: { text: "New words." }\n' })
  await words.refresh()
  await engine.accept([booked])
  await passTo(on('2 09:01'))
  expect(sent).toMatchObject([{ text: 'New words.', to: null }])
})

test('a heads-up names what still stands, in the customer’s language and on their calendar', async () => {
  const { engine, sent, passTo } = await start({ address: 'none' })
  const card = given('customer.updated', '2 08:30', { zone: 'Asia/Tokyo', language: 'en-GB' })
  const other = { visit: 'w', window: { start: text('12 16:00'), end: text('12 18:00') } }
  await engine.accept([card, booked, given('visit.booked', '2 09:00', other, { id: 'w' })])
  await passTo(on('2 09:01'))
  await engine.accept([given('crew.delayed', '2 09:01', { visit: 'v', crew: 'c', expected: text('9 15:00') })])
  await passTo(on('2 09:02'))
  expect(sent.map((message) => (message as { text: string }).text).at(-1)).toBe(
    'We come later. What still stands: visit, Friday 13 March.',
  )
})
