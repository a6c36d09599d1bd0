import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Fact } from '../../core/fact/fact.ts'
import { on, text } from '../../core/fact/fact.testing.ts'
import { sha256, vault } from '../../engine/engine.testing.ts'
import { makeLink } from '../../engine/links/make-link.ts'
import { VISIT, visitFact, visitHouse, window, type VisitHouse } from './visit.testing.ts'

/** Every way a visit can stand, each of a customer of its own, in the order of time. */
const { card, booked, offered, confirmed, assigned, onTheWay, delayed, arrived, done } = VISIT
const begun = [card, booked, offered]
const inTime = [...begun, confirmed, assigned]
const byUs = visitFact('visit.moved', '4 09:00', { window: window(12), reason: 'missing-part' })
const byThem = visitFact('visit.moved', '4 09:00', { window: window(12), asked_by: 'customer' })
const cancelled = (by: string) => visitFact('visit.cancelled', '4 12:00', { asked_by: by })
const evidence = { arrived: text('9 08:30'), left: text('9 08:45') }
const notDone = (reason: string) => visitFact('visit.not-done', '9 08:46', { reason, evidence })
const said = (act: string) => visitFact('link.used', '9 12:00', { act, link: 'l-0' }, { origin: 'person' })
const STATES: readonly (readonly [string, string, readonly Fact[]])[] = [
  ['asked', '4 15:00', begun],
  ['confirmed', '4 15:00', [...begun, confirmed]],
  ['moved-by-us', '4 15:00', [...begun, byUs]],
  ['moved-by-you', '4 15:00', [...begun, byThem]],
  ['cancelled-by-you', '4 15:00', [...begun, cancelled('customer')]],
  ['cancelled-by-us', '4 15:00', [...begun, cancelled('company')]],
  ['today', '9 05:00', inTime],
  ['will-be-late', '9 07:12', [...inTime, delayed]],
  ['on-the-way', '9 08:22', [...inTime, onTheWay]],
  ['arrived', '9 09:00', [...inTime, arrived]],
  ['missed-by-you', '9 09:30', [...begun, confirmed, notDone('no-access')]],
  ['not-finished', '9 09:30', [...inTime, arrived, notDone('missing-part')]],
  ['late', '9 10:20', inTime],
  ['done', '9 12:30', [...inTime, arrived, done]],
  ['fixed', '9 12:30', [...inTime, arrived, done, said('fixed')]],
  ['not-fixed', '9 12:30', [...inTime, arrived, done, said('not-fixed')]],
  ['missed-by-us', '9 14:00', inTime],
]

/** Of a visit that is still ahead when all of those are over. */
const LATER: readonly Fact[] = [
  visitFact('visit.booked', '10 08:00', { window: window(17), kind: 'repair' }),
  visitFact('slots.offered', '10 08:01', { slots: [window(18), window(19, 13, 15)] }),
]

const SHOTS = process.env['TROTH_SHOTS']
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const ARGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

let house: VisitHouse
let browser: Browser
/** Where axe is run: our pages have no script of their own, so it makes no difference to them. */
let looking: Page
/** As a customer without JavaScript. */
let plain: Page

beforeAll(async () => {
  house = await visitHouse()
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS.split(' ') })
  // Our policy lets no script run, axe's neither.
  looking = await (await browser.newContext({ bypassCSP: true, viewport: { width: 320, height: 640 } })).newPage()
  plain = await (await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })).newPage()
}, 60_000)
afterAll(async () => {
  await browser.close()
  await house.close()
}, 30_000)

/** Another customer’s visit, as these facts have it; answers where its page is. */
async function customer(name: string, now: string, facts: readonly Fact[]): Promise<string> {
  const { engine, clock, database } = house.house
  clock.now = Math.max(clock.now, on(now))
  const subject = `crm:${name}`
  await engine.accept(facts.map((fact) => ({ ...fact, subject, id: `${name}:${fact.id}` })))
  await house.house.passTo(clock.now)
  const made = await makeLink(database.store, { alias: subject, visit: 'v-9', now: clock.now }, { sha256, vault })
  if ('problem' in made) throw new Error(made.problem.reason)
  return `${house.url}/v/${made.token}`
}

async function violations(): Promise<readonly string[]> {
  await looking.evaluate(axe)
  const found = await looking.evaluate<readonly string[]>(
    `axe.run({ runOnly: ${JSON.stringify(TAGS)} }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' ')))`,
  )
  const wide = await looking.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return [...found, ...(wide === 0 ? [] : [`scrolls sideways by ${wide}`])]
}

const LOOKS = [
  { name: 'light', language: 'en', scheme: 'light' },
  { name: 'dark', language: 'de', scheme: 'dark' },
  { name: 'right-to-left', language: 'ar', scheme: 'light' },
] as const

/** All three only in the long run: axe takes a second a page. In the short one each way has one, by turns. */
const looksOf = (state: string): readonly (typeof LOOKS)[number][] =>
  process.env['TROTH_LONG'] === '1' || SHOTS !== undefined
    ? LOOKS
    : LOOKS.filter((_, index) => STATES.findIndex(([name]) => name === state) % LOOKS.length === index)

describe('every way a visit can stand', () => {
  test.each(STATES)('%s: no violation of WCAG 2.2 AA, nothing to scroll sideways, small', async (state, now, facts) => {
    const url = await customer(state, now, facts)
    for (const { name, language, scheme } of looksOf(state)) {
      await looking.emulateMedia({ colorScheme: scheme })
      await looking.context().clearCookies()
      await looking.context().addCookies([{ name: 'troth-language', value: language, url }])
      await looking.goto(url)
      expect([name, await violations()]).toEqual([name, []])
      expect(gzipSync(await looking.content()).length).toBeLessThan(15_000)
      if (SHOTS !== undefined) await shoot(`${state}-${name}`)
    }
  })
})

test('the pages behind it as well: times, reading back, cancelling, a stale form, a link that leads nowhere', async () => {
  const url = await customer('behind', '10 09:00', LATER)
  const step = async (n: number, go: () => Promise<unknown>): Promise<void> => {
    const { language, scheme } = LOOKS[n % LOOKS.length] ?? LOOKS[0]
    await looking.emulateMedia({ colorScheme: scheme })
    await looking.context().clearCookies()
    await looking.context().addCookies([{ name: 'troth-language', value: language, url }])
    await go()
    expect([n, looking.url(), await violations()]).toEqual([n, looking.url(), []])
    expect(gzipSync(await looking.content()).length).toBeLessThan(15_000)
    if (SHOTS !== undefined) await shoot(`behind-${n}`)
  }
  await step(0, () => looking.goto(`${url}/times`))
  await step(1, async () => {
    await looking.goto(`${url}/times`)
    await looking.getByRole('radio').first().check()
    await looking.locator('button.first').first().click()
  })
  await step(2, () => looking.goto(`${url}/cancel`))
  await step(3, async () => {
    await looking.goto(url)
    const moved = visitFact('visit.moved', '10 08:30', { window: window(20), reason: 'weather' })
    await house.house.engine.accept([{ ...moved, subject: 'crm:behind', id: 'behind:moved' }])
    await looking.locator('button.first').first().click()
  })
  await step(4, () => looking.goto(`${house.url}/v/AAAAAAAAAAAA`))
}, 40_000)

async function shoot(name: string): Promise<void> {
  await looking.setViewportSize({ width: 390, height: 844 })
  await looking.screenshot({ path: join(SHOTS ?? '', `${name}.png`), fullPage: true })
  await looking.setViewportSize({ width: 320, height: 640 })
}

test('without JavaScript a customer chooses another time, reads it back, books it, and takes a cancellation back', async () => {
  await plain.goto(await customer('no-script', '10 09:00', LATER))
  const press = (name: string): Promise<void> => {
    // What is done at one millisecond has no order; nobody presses two buttons in one.
    house.house.clock.now += 1000
    return plain.getByRole('button', { name, exact: true }).click()
  }
  const follow = (name: string): Promise<void> => plain.getByRole('link', { name, exact: true }).first().click()
  const reads = (name: string): Promise<void> =>
    plain.getByRole('heading', { level: 1, name, exact: true }).waitFor({ timeout: 5000 })
  // Under our own policy: a style it refuses is no style.
  const main = await plain.getByRole('button', { name: 'Yes, I will be in' }).boundingBox()
  expect(main?.height).toBeGreaterThanOrEqual(48)
  await follow('Choose another time')
  await plain.getByRole('radio').nth(1).check()
  await press('Go on')
  await reads('Is this right?')
  await press('Yes, book this time')
  await reads('Your new time is booked.')
  expect(await plain.locator('.promise').textContent()).toContain('Thursday 19 March between 13:00 and 15:00')
  await follow('I no longer need this visit')
  await plain.getByLabel('It works again').check()
  await press('Cancel the visit')
  await reads('You cancelled this visit.')
  await press('Keep the visit after all')
  await reads('Your new time is booked.')
  expect(await plain.getByRole('status').textContent()).toContain('The visit stands again.')
})
