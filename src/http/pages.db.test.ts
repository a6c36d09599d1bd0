import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openOutbox } from '../channels/outbox.ts'
import { given, on, text } from '../core/fact/fact.testing.ts'
import { WORDS_ALONE, type OutMessage } from '../core/message/channel.ts'
import { testDoors, type TestDoors, type TestDoorsOptions } from './doors.testing.ts'

const playbook = `
playbook: test
promises:
  stated:
    made-by: { fact: promise.made }
    key: data.promise
    kind: { cel: data.kind }
    owner: { cel: data.owner }
    due: { to: { cel: data.due } }
    kept-by: { fact: promise.kept }
    expected-by: [{ fact: order.jeopardy }]
    moments:
      - { id: late, at: { jeopardy: medium, until: due.to }, say: heads-up }
`
let doors: TestDoors | undefined
const folder = mkdtempSync(join(tmpdir(), 'troth-pages-'))
afterEach(async () => {
  await doors?.close()
  doors = undefined
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = async (options: TestDoorsOptions = {}, playbooks: readonly string[] = [playbook]): Promise<TestDoors> =>
  (doors = await testDoors({ now: on('2 09:00'), playbooks }, options))

const words = async (path: string): Promise<string> => {
  const response = await doors?.get(path)
  expect([path, response?.status]).toEqual([path, 200])
  return ((await response?.text()) ?? '').replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

test('an empty house says what will stand here and what to try, with its own port', async () => {
  const { url } = await open({}, [])
  const page = await words('/')
  expect(page).toContain('Nothing has been heard yet.')
  expect(page).toContain('Sending is off, as after every installation')
  expect(page).toContain('None yet: facts are kept, and no promise is made of them.')
  expect(page).toContain('Nobody is waiting for a person.')
  expect(page).toContain(`curl ${url}/v1/facts`)
})

test('the example on the first page works as it stands there', async () => {
  const { post } = await open()
  const page = await words('/')
  const fact = /-d &#39;(\{.*?\})&#39;/.exec(page)?.[1]?.replaceAll('&quot;', '"') ?? ''
  expect((await post('/v1/facts', fact)).status).toBe(202)
  expect(await words('/')).toContain('2 facts about 1 customer')
})

test('the silent break rate is told four ways, and silence is the only solid red', async () => {
  const { house, get } = await open()
  const made = (n: number) =>
    given(
      'promise.made',
      '2 08:00',
      { promise: `p${n}`, kind: 'repair', owner: 'field', due: text('2 17:00') },
      { id: `m${n}`, subject: `crm:${n}` },
    )
  await house.brand('on')
  await house.engine.accept([1, 2, 3].map(made))
  expect((await (await get('/')).text()).includes('class="silent"')).toBe(false)
  const late = { promise: 'p1', expected: text('2 19:00') }
  house.clock.now = on('2 10:00')
  await house.engine.accept([given('order.jeopardy', '2 10:00', { order: 'o', ...late }, { subject: 'crm:1' })])
  await house.passTo(on('2 12:00'))
  await house.engine.accept([given('promise.kept', '2 11:00', { promise: 'p3' }, { subject: 'crm:3' })])
  await house.passTo(on('3 09:00'))
  const page = await words('/')
  expect(page).toContain('Broken in silence 50.0 % 1 of 2')
  expect(page).toContain('Told late 0.0 % 0 of 2')
  expect(page).toContain('Word came ahead by 7 h')
  expect(page).toContain('False alarms per 100 kept 0.0')
  expect(await (await get('/')).text()).toContain('class="silent"')
  expect(page).toContain('Sending is on')
})

test('what a sender writes never becomes markup, and nothing runs on a page', async () => {
  const { post, get } = await open()
  await post('/v1/facts', {
    id: '<1>',
    source: '<script>alert(1)</script>',
    type: 'promise.made',
    subject: 'crm:1',
    time: 'x',
    data: {},
  })
  const response = await get('/')
  const page = await response.text()
  expect(page).toContain('&lt;script&gt;alert(1)')
  expect(page).not.toMatch(/<script|style=|onclick/)
  const policy = response.headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  for (const path of ['/page.css', '/favicon.svg']) expect((await get(path)).status).toBe(200)
})

test('the outbox shows what would have been said, to whom, and why', async () => {
  await open({ outboxFolder: folder })
  expect(await words('/outbox')).toContain('Nothing is in the outbox.')
  const channel = openOutbox({ folder })
  const message: OutMessage = {
    id: 'm-1',
    decision: 'd1',
    customer: 'crm:1',
    brand: 'main',
    class: 'service',
    template: 'confirm',
    language: 'en',
    to: null,
    subject: 'Your visit',
    text: 'We come on Monday, <b>promised</b>.',
    ask: ['confirm'],
    ...WORDS_ALONE,
    promise: null,
    version: null,
    validUntil: null,
    at: on('2 08:00'),
  }
  for (let n = 0; n < 60; n += 1) await channel.send({ ...message, id: `m-${n}`, at: on('2 08:00') + n })
  await channel.close()
  const page = await words('/outbox')
  expect(page).toContain('We come on Monday, &lt;b&gt;promised&lt;/b&gt;.')
  expect(page).toContain('They may answer: confirm')
  const html = (await (await doors?.get('/outbox'))?.text()) ?? ''
  expect(html.match(/<article/g)).toHaveLength(50)
  const older = /href="(\/outbox\?before=[^"]+)"/.exec(html)?.[1] ?? ''
  expect((await (await doors?.get(older))?.text())?.match(/<article/g)).toHaveLength(10)
})
