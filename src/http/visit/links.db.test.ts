import { afterEach, beforeEach, expect, test } from 'vitest'
import { on } from '../../core/fact/fact.testing.ts'
import { stampIn, VISIT, visitFact, visitHouse, window, type VisitHouse } from './visit.testing.ts'

const { card, booked, offered } = VISIT
let house: VisitHouse
beforeEach(async () => {
  house = await visitHouse()
})
afterEach(() => house.close())

const OLD_TOKEN = 'AAAAAAAAAAAA'

test('after GET and HEAD of every link by a scanner, nothing has changed', async () => {
  await house.at('5 09:00', [card, booked, offered])
  const before = await house.counts()
  const seen = new Set<string>()
  const open = async (path: string): Promise<void> => {
    if (seen.has(path)) return
    seen.add(path)
    await house.get(path, { method: 'HEAD', redirect: 'manual' })
    const page = await (await house.get(path, { redirect: 'manual' })).text()
    const paths = [...page.matchAll(/(?:href|action)="(\/v\/[^"]+)"/g)].map(([, found = '']) => found)
    for (const next of paths) await open(next)
  }
  await open(house.path)
  expect(seen.size).toBeGreaterThan(10)
  expect(seen).toContain(`${house.path}/confirm`)
  expect(await house.counts()).toEqual(before)
  expect(house.logged.filter((line) => line.startsWith('link.opened'))).toHaveLength(1)
})

test('unknown, expired and taken back look the same to a letter', async () => {
  await house.at('5 09:00', [card, booked])
  const unknown = await (await house.get(`/v/${OLD_TOKEN}`)).text()
  const masked = (text: string): string => text.replaceAll(house.token, OLD_TOKEN)
  const revoked = visitFact('link.revoked', '5 09:00', {}, { origin: 'person' })
  await house.house.engine.accept([revoked])
  const takenBack = await house.page()
  expect([takenBack.status, masked(await takenBack.text())]).toEqual([404, unknown])
  await house.house.database.store.query({ name: 'unrevoke', text: 'update visit_link set revoked = null' })
  expect((await house.page()).status).toBe(200)
  house.house.clock.now = on('23 10:01')
  const expired = await house.page()
  expect([expired.status, masked(await expired.text())]).toEqual([404, unknown])
})

test('a link can be read for two weeks after the window, and as long as a later visit is live', async () => {
  await house.at('23 10:00', [booked])
  expect((await house.page()).status).toBe(200)
  await house.at('23 10:01', [])
  expect((await house.page()).status).toBe(404)
  await house.house.engine.accept([
    visitFact('visit.booked', '23 10:01', { visit: 'v-10', follows: 'v-9', window: window(27) }),
  ])
  expect((await house.page()).status).toBe(200)
})

test('who holds an old link asks for a new one, which goes to the address on file; who holds none is told the same', async () => {
  await house.at('24 09:00', [booked])
  const ask = async (path: string): Promise<readonly [number, string | null]> => {
    const answer = await house.get(`${path}/new-link`, { method: 'POST', redirect: 'manual' })
    return [answer.status, answer.headers.get('location')]
  }
  expect(await ask(house.path)).toEqual([303, `${house.path}?said=new-link`])
  expect(await ask(house.path)).toEqual([303, `${house.path}?said=new-link`])
  expect(await ask(`/v/${OLD_TOKEN}`)).toEqual([303, `/v/${OLD_TOKEN}?said=new-link`])
  expect(await house.told()).toMatchObject([{ type: 'link.requested', data: { visit: 'v-9' } }])
  expect(await (await house.page('?said=new-link')).text()).toContain('a new one is on its way')
})

test('a form of another site does nothing, however good its stamp', async () => {
  await house.at('5 09:00', [booked])
  const stamp = stampIn(await (await house.page()).text())
  const from = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://elsewhere.example' },
  ]
  for (const headers of from) expect((await house.press('confirm', {}, { stamp, headers })).status).toBe(403)
  expect((await house.press('confirm', {}, { stamp: '0.AAAAAAAAAAAAAAAA' })).status).toBe(409)
  expect(await house.told()).toEqual([])
  const own = { origin: house.url, 'sec-fetch-site': 'same-origin' }
  expect((await house.press('confirm', {}, { stamp, headers: own })).status).toBe(303)
})

test('a token never stands in a log or in what is refused', async () => {
  await house.at('5 09:00', [booked])
  await house.page()
  const wrongVerb = await house.get(house.path, { method: 'DELETE' })
  expect([wrongVerb.status, await wrongVerb.text()]).toEqual([405, expect.not.stringContaining(house.token)])
  const deeper = await house.get(`${house.path}/a/b`)
  expect([deeper.status, await deeper.text()]).toEqual([404, expect.not.stringContaining(house.token)])
  expect(house.logged.join('\n')).not.toContain(house.token)
})

test('a thousand tokens that nobody has: whoever tries is held off by address, a person hears of it once, and the link still works elsewhere', async () => {
  await house.close()
  house = await visitHouse({ proxies: ['127.0.0.1'] })
  await house.at('5 09:00', [booked])
  const try_ = (n: number): Promise<Response> =>
    house.get(`/v/${`wrong${n}`.padEnd(12, 'x')}`, { headers: { 'x-forwarded-for': `10.${n >> 8}.${n & 255}.9` } })
  const one = { headers: { 'x-forwarded-for': '192.0.2.7' } }
  const first = Array.from({ length: 31 }, () => house.get(`/v/${OLD_TOKEN}`, one))
  const statuses = (await Promise.all(first)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 404).length).toBeGreaterThanOrEqual(30)
  const held = await house.page('', one)
  expect([held.status, held.headers.get('retry-after')]).toEqual([429, '900'])
  for (let n = 0; n < 1100; n += 50) await Promise.all(Array.from({ length: 50 }, (_, at) => try_(n + at)))
  const { store } = house.house.database
  const cases = await store.query({ name: 'cases', text: `select kind, customer from "case"` })
  expect(cases).toEqual([{ kind: 'links-tried', customer: null }])
  expect((await house.page('', { headers: { 'x-forwarded-for': '198.51.100.1' } })).status).toBe(200)
  house.house.clock.now += 15 * 60_000
  expect((await house.page('', one)).status).toBe(200)
})

test('what carries a link about adds names of its own to it, and the page opens all the same', async () => {
  await house.at('5 09:00', [booked])
  const page = await house.page('?fbclid=abc&said=<script>&no=__proto__')
  expect(page.status).toBe(200)
  expect(await page.text()).not.toMatch(/<script>|role="status"/)
})
