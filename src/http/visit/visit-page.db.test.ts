import { hash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { on, text } from '../../core/fact/fact.testing.ts'
import { eraseCustomer } from '../../engine/people/erase.ts'
import { sha256 } from '../../engine/engine.testing.ts'
import { stampIn, VISIT, visitFact, visitHouse, window, type VisitHouse } from './visit.testing.ts'

const { card, booked, offered, confirmed } = VISIT
let house: VisitHouse
beforeEach(async () => {
  house = await visitHouse()
})
afterEach(() => house.close())

const words = async (response: Response | Promise<Response>): Promise<string> =>
  (await (await response).text())
    .replace(/<style[\s\S]*?<\/style>|<head[\s\S]*?<\/head>|<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&#39;', "'")
const to = (response: Response): string => response.headers.get('location')?.replace(house.path, '') ?? ''

test('whoever opens the link reads when we come, what for, and what it costs only because a fact says so', async () => {
  await house.at('5 09:00', [card, booked, offered])
  const page = await house.page()
  expect(page.status).toBe(200)
  const read = await words(page)
  expect(read).toContain('Can you be in on Monday?')
  expect(read).toMatch(/Monday,? 9 March between 08:00 and 10:00/)
  for (const said of ['We install what you ordered', 'About 2 hours', 'Nothing on the day', 'Somebody over 18'])
    expect(read).toContain(said)
  expect(read).not.toMatch(/Sam|May Street|side door|960/)
})

test('the page is nobody else’s: not kept, not found, not framed, nothing runs on it and no address goes on with it', async () => {
  await house.at('5 09:00', [booked])
  const page = await house.page()
  const { headers } = page
  const [, css = ''] = /<style>(.*)<\/style>/s.exec(await page.text()) ?? []
  expect(headers.get('content-security-policy')).toContain(hash('sha256', css, 'base64'))
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-robots-tag')).toContain('noindex')
  expect(headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
  )
})

test('to confirm is one press, on record with the act that it follows from, and a double tap is heard once', async () => {
  await house.at('5 09:00', [booked])
  const taps = await Promise.all([house.press('confirm'), house.press('confirm')])
  expect(taps.map((tap) => [tap.status, to(tap)])).toEqual([
    [303, '?said=confirm'],
    [303, '?said=confirm'],
  ])
  expect((await house.told()).map(({ type }) => type)).toEqual(['link.used', 'visit.confirmed'])
  expect(await words(house.page('?said=confirm'))).toMatch(/We know that you will be in\. You are booked\./)
})

test('another time is read back before it is booked, and then the visit is moved by the customer’s own act', async () => {
  await house.at('5 09:00', [booked, offered])
  const times = await (await house.page('/times')).text()
  expect(times).not.toContain('checked')
  const slot = /name="slot" value="([^"]+)"/.exec(times)?.[1] ?? ''
  const chosen = await house.press('choose', { slot })
  expect([chosen.status, to(chosen), (await house.told()).length]).toEqual([303, `/take?slot=${slot}`, 0])
  expect(await words(house.page(to(chosen)))).toMatch(
    /Is this right\? We would come Tuesday,? 10 March between 08:00 and 10:00/,
  )
  expect(to(await house.press('take', { slot }))).toBe('?said=take')
  expect(await house.told()).toMatchObject([
    { type: 'link.used', data: { act: 'reschedule', slot: 's-1', window: window(10) } },
    { type: 'visit.moved', data: { asked_by: 'customer', act: expect.stringMatching(/^links l-\w{16}:v-9:take-0$/) } },
  ])
  expect(await words(house.page())).toContain('Your new time is booked.')
  const { store } = house.house.database
  const states = await store.query({ name: 'states', text: 'select version, state from promise order by version' })
  expect(states).toEqual([
    { version: 1, state: 'renegotiated' },
    { version: 2, state: 'open' },
  ])
})

test('a form that is older than a change does nothing, and says what changed and what holds now', async () => {
  await house.at('5 09:00', [booked, offered])
  const stamp = stampIn(await (await house.page()).text())
  await house.at('5 10:00', [visitFact('visit.moved', '5 10:00', { window: window(12), reason: 'weather' })])
  for (const act of ['confirm', 'cancel', 'tell']) {
    const answer = await house.press(act, { words: 'x' }, { stamp })
    expect(answer.status).toBe(409)
    expect(await words(answer)).toMatch(
      /This changed meanwhile\. .*We had to move your visit.*9 March.*12 March.*weather/,
    )
  }
  expect(await house.told()).toEqual([])
})

test('the second tap on a time that was just taken leads to the visit, not to a fright', async () => {
  await house.at('5 09:00', [booked, offered])
  const slot = /name="slot" value="([^"]+)"/.exec(await (await house.page('/times')).text())?.[1] ?? ''
  const stamp = stampIn(await (await house.page()).text())
  await house.press('take', { slot }, { stamp })
  const again = await house.press('take', { slot }, { stamp })
  expect([again.status, to(again), (await house.told()).length]).toEqual([303, '?said=take', 2])
})

test('to cancel takes a second page that offers another time, and can be taken back', async () => {
  await house.at('5 09:00', [booked, offered])
  const first = await (await house.page()).text()
  expect(first).toContain(`<a href="${house.path}/cancel">I no longer need this visit</a>`)
  expect(first).not.toContain(`action="${house.path}/cancel"`)
  const second = await (await house.page('/cancel')).text()
  expect(second.indexOf('/times')).toBeLessThan(second.indexOf(`action="${house.path}/cancel"`))
  expect(second).not.toContain('checked')
  expect(to(await house.press('cancel', { reason: 'solved' }))).toBe('?said=cancel')
  expect(await words(house.page())).toContain('You cancelled this visit.')
  expect(to(await house.press('keep'))).toBe('?said=keep')
  expect((await house.told()).map(({ type, data }) => [type, data['reason'] ?? data['act'] ?? null])).toEqual([
    ['link.used', 'cancel'],
    ['visit.cancelled', 'solved'],
    ['link.used', 'keep'],
    ['visit.booked', null],
  ])
  expect(await words(house.page())).toContain('Can you be in on Monday?')
})

test('from the cut-off on, the visit is moved and cancelled by telephone only', async () => {
  await house.at('9 06:01', [booked, offered, confirmed])
  const page = await house.page()
  expect(await words(page)).toMatch(/too late to move or cancel .* Call us/)
  expect(to(await house.press('cancel'))).toBe('?no=changes.closed')
  expect(await house.told()).toEqual([])
})

test('an old link leads to the visit that follows, also after the first was done', async () => {
  const next = visitFact('visit.booked', '9 11:30', { visit: 'v-10', follows: 'v-9', window: window(16) })
  await house.at('14 09:00', [
    booked,
    VISIT.arrived,
    visitFact('visit.not-done', '9 11:00', { reason: 'missing-part' }),
    next,
  ])
  const page = await house.page()
  expect([page.status, await words(page)]).toEqual([200, expect.stringMatching(/16 March between 08:00 and 10:00/)])
})

test('we missed each other, or nobody came: one tap each, and a person hears of it', async () => {
  const evidence = { arrived: text('9 08:30'), left: text('9 08:45') }
  await house.at('9 12:00', [booked, visitFact('visit.not-done', '9 08:46', { reason: 'no-access', evidence })])
  expect(await words(house.page())).toMatch(/We missed each other\. .* between 08:30 and 08:45 and could not get in/)
  expect(to(await house.press('nobody-came'))).toBe('?said=nobody-came')
  expect(await house.told()).toMatchObject([{ data: { act: 'dispute', about: 'nobody-came' } }])
})

test('afterwards we ask whether it is fixed', async () => {
  await house.at('9 12:00', [booked, VISIT.arrived, VISIT.done])
  expect(await words(house.page())).toContain('Is it fixed?')
  expect(to(await house.press('not-fixed'))).toBe('?said=not-fixed')
  expect(await words(house.page())).toContain('It is not fixed. We are sorry.')
})

test('a note and a wish are kept for a person, sealed under the customer’s key', async () => {
  await house.at('5 09:00', [booked])
  expect(to(await house.press('tell', { words: 'The gate code is 1812' }))).toBe('?said=tell')
  expect(to(await house.press('wish', { words: 'any weekday after 3' }))).toBe('?said=wish')
  expect(to(await house.press('tell', { words: '  ' }))).toBe('?no=words.missing')
  expect(await house.told()).toMatchObject([{ data: { act: 'tell' } }, { data: { act: 'reschedule' } }])
  expect(JSON.stringify(await house.told())).not.toMatch(/1812|weekday/)
})

test('a wish that fits one free time is read back, and nothing is on record yet', async () => {
  await house.at('5 09:00', [booked, offered])
  const answer = await house.press('wish', { words: 'Wednesday after one' })
  expect(to(answer)).toMatch(/^\/take\?slot=/)
  expect(await words(house.page(to(answer)))).toMatch(/11 March between 13:00 and 15:00/)
  expect(await house.told()).toEqual([])
})

test('messages about this visit stop, and only those; and come again when that is wished', async () => {
  await house.at('5 09:00', [booked])
  expect(await words(house.page())).toContain('not even when we run late')
  await Promise.all([house.press('stop'), house.press('stop')])
  expect(await words(house.page())).toContain('You get no messages about this visit.')
  await house.press('resume')
  const consents = (await house.told()).filter(({ type }) => type.startsWith('consent'))
  expect(consents).toMatchObject([
    { type: 'consent.withdrawn', data: { channel: 'all', class: 'service', about: 'v-9' } },
    { type: 'consent.given', data: { about: 'v-9' } },
  ])
})

test('address, notes and telephone are shown after one thing more, to this browser, and that is audited', async () => {
  await house.at('5 09:00', [card, booked])
  expect(to(await house.press('unlock', { code: '999' }))).toBe('?no=unlock.wrong')
  const right = await house.press('unlock', { code: 'n1 9gu' })
  const cookie = right.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(new RegExp(`; Path=${house.path}; Max-Age=1800; HttpOnly; SameSite=Strict$`))
  const shown = { headers: { cookie: cookie.split(';')[0] ?? '' } }
  expect(await words(house.page('', shown))).toMatch(/12 May Street, London N1 9GU .*Ring at the side door\..*960 123/)
  expect(await words(house.page())).not.toContain('May Street')
  house.house.clock.now += 31 * 60_000
  expect(await words(house.page('', shown))).not.toContain('May Street')
  const { store } = house.house.database
  expect(await store.query({ name: 'audited', text: `select what from audit` })).toEqual([{ what: 'personal.read' }])
})

test('five wrong answers, and the right one opens nothing any more; without anything on file nothing is asked', async () => {
  await house.at('5 09:00', [card, booked])
  for (let n = 0; n < 5; n += 1) await house.press('unlock', { code: `90${n}` })
  expect(to(await house.press('unlock', { code: '123' }))).toBe('?no=unlock.too-many')
  await eraseCustomer(house.house.database.store, { alias: 'crm:1', by: 'test', now: on('5 09:00') }, sha256)
  expect((await house.page()).status).toBe(404)
})

test('the crew’s name is said on the day, the first one only, and not before', async () => {
  await house.at('8 18:00', [card, booked, confirmed, VISIT.assigned])
  expect(await words(house.page())).not.toContain('Dana')
  await house.at('9 06:00', [])
  const day = await words(house.page())
  expect(day).toContain('Dana comes today.')
  expect(day).not.toContain('Scott')
})

test('the calendar has the visit with the UID and SEQUENCE that mail has', async () => {
  await house.at('5 10:00', [booked, visitFact('visit.moved', '5 10:00', { window: window(12) })])
  const file = await house.page('/visit.ics')
  expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const lines = (await file.text()).split('\r\n')
  for (const line of ['SEQUENCE:1', 'DTSTART:20260312T080000Z', 'DTEND:20260312T100000Z', 'STATUS:CONFIRMED'])
    expect(lines).toContain(line)
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
})

test('every page of every language is small', async () => {
  await house.at('5 09:00', [card, booked, offered])
  const sizes: number[] = []
  for (const language of ['en', 'de', 'es', 'ar'])
    for (const part of ['', '/times', '/cancel']) {
      const page = await house.page(part, { headers: { cookie: `troth-language=${language}` } })
      sizes.push(gzipSync(await page.text()).length)
    }
  expect(Math.max(...sizes)).toBeLessThan(6_000)
})
