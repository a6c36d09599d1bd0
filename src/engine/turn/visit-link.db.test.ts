import { afterEach, expect, test } from 'vitest'
import { given, on, text } from '../../core/fact/fact.testing.ts'
import { visitLinkByHash } from '../../store/links/visit-link-by-hash.ts'
import { eraseCustomer } from '../people/erase.ts'
import { sha256, testEngine, vault, type TestEngine } from '../engine.testing.ts'
import { linkHash, linkToken } from '../links/token.ts'
import { READABLE_MS } from './visit-link.ts'

const playbook = `
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    moved-by: { fact: visit.moved }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: crew.arrived }
    moments:
      - { id: confirm, at: { life: made }, say: confirm }
      - { id: moved, at: { fact: visit.moved }, say: moved }
      - { id: new_link, at: { fact: link.requested }, say: visit-link }
  stated:
    key: data.promise
    owner: care
    made-by: { fact: promise.made }
    due: { to: { cel: data.due } }
    moments: [{ id: confirm, at: { life: made }, say: confirm }]
`
const window = (day: number) => ({ start: text(`${day} 08:00`), end: text(`${day} 12:00`) })
const booked = given('visit.booked', '2 09:00', { visit: 'v', window: window(9) })

let running: TestEngine | undefined
afterEach(() => running?.stop())

const start = async (): Promise<TestEngine> =>
  (running = await testEngine({ now: on('2 09:00'), playbooks: [playbook] }))

const looks = async ({ database: { store } }: TestEngine): Promise<readonly unknown[]> => {
  const text = `select look -> 'link' as link from outbox order by send_at, message`
  return (await store.query<{ link: unknown }>({ name: 'looks', text })).map(({ link }) => link)
}
const customer = sha256('crm:1').slice(0, 32)
const found = ({ database: { store } }: TestEngine, generation = 0, visit = 'v') =>
  visitLinkByHash(store, linkHash(linkToken(vault, { customer, visit, generation })))

test('the first message about a visit carries a link to it, and only its hash is kept, in the commit of the message', async () => {
  const test = await start()
  await test.engine.accept([booked])
  expect(await looks(test)).toEqual([{ visit: 'v', generation: 0 }])
  const until = on('9 12:00') + READABLE_MS
  expect(await found(test)).toMatchObject({ customer, visit: 'v', until, revoked: null })
  const token = linkToken(vault, { customer, visit: 'v', generation: 0 })
  expect(token).toMatch(/^[\w-]{12}$/)
  const text = `select count(*) as n from outbox where look::text like '%' || $1 || '%' or message like '%' || $1 || '%'`
  expect(await test.database.store.query({ name: 'leaked', text }, [token])).toEqual([{ n: 0 }])
})

test('what is about no visit carries none', async () => {
  const test = await start()
  await test.engine.accept([given('promise.made', '2 09:00', { promise: 'p', due: text('5 09:00') })])
  expect(await looks(test)).toEqual([null])
})

test('every message about a visit, and about the one that follows it, carries the same link, which lasts longer', async () => {
  const test = await start()
  await test.engine.accept([booked])
  test.clock.now = on('3 09:00')
  await test.engine.accept([given('visit.moved', '3 09:00', { visit: 'v', window: window(20) })])
  test.clock.now = on('4 09:00')
  await test.engine.accept([given('visit.booked', '4 09:00', { visit: 'v2', follows: 'v', window: window(25) })])
  expect(new Set((await looks(test)).map((link) => JSON.stringify(link)))).toEqual(
    new Set([JSON.stringify({ visit: 'v', generation: 0 })]),
  )
  expect((await found(test))?.until).toBe(on('25 12:00') + READABLE_MS)
})

test('a link that is taken back opens nothing more, and the next message carries another', async () => {
  const test = await start()
  await test.engine.accept([booked])
  test.clock.now = on('3 09:00')
  await test.engine.accept([given('link.revoked', '3 09:00', { visit: 'v' }, { origin: 'person' })])
  expect((await found(test))?.revoked).toEqual(expect.any(Number))
  await test.engine.accept([given('visit.moved', '3 09:00', { visit: 'v', window: window(20) })])
  expect(await looks(test)).toContainEqual({ visit: 'v', generation: 1 })
  expect((await found(test, 1))?.revoked).toBeNull()
})

test('whoever asks for a new link gets one that the old one does not open', async () => {
  const test = await start()
  await test.engine.accept([booked])
  test.clock.now = on('5 09:00')
  expect(await found(test, 1)).toBeUndefined()
  await test.engine.accept([given('link.requested', '5 09:00', { link: 'l-1', visit: 'v' }, { origin: 'person' })])
  expect(await looks(test)).toContainEqual({ visit: 'v', generation: 1 })
  expect(await found(test, 1)).toMatchObject({ customer, visit: 'v', made: on('5 09:00') })
})

test('an erased customer’s links lead nowhere', async () => {
  const test = await start()
  await test.engine.accept([booked])
  const erased = await eraseCustomer(test.database.store, { alias: 'crm:1', by: 'test', now: on('3 09:00') }, sha256)
  expect(erased?.gone.links).toBe(1)
  expect(await found(test)).toBeUndefined()
})
