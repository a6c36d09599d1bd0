import { given, on, text, type FactParts } from '../../core/fact/fact.testing.ts'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import { linkToken } from '../../engine/links/token.ts'
import { sha256, vault } from '../../engine/engine.testing.ts'
import { testDoors, type TestDoors, type TestDoorsOptions } from '../doors.testing.ts'
import type { PageBrand } from './brand.ts'

const playbook = `
playbook: test
promises:
  visit_window:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    moved-by: { fact: visit.moved }
    ended-by: { fact: visit.cancelled, as: withdrawn }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    tell-by: { before: due.from, by: 60m }
    kept-by: { fact: crew.arrived }
    grace: 90m
    expected-by: [{ fact: crew.delayed }]
    moments:
      - { id: confirm, at: { life: made }, say: visit-confirm, ask: [confirm, reschedule, cancel] }
      - { id: running_late, at: { jeopardy: medium, until: due.to }, say: heads-up }
`

export const BRAND: PageBrand = {
  name: 'Northmoor Fibre',
  phone: '+44 20 7946 0000',
  pages: 'https://v.northmoor.example',
  colour: '#0f4a5a',
  logo: null,
  changesClose: 2 * 3_600_000,
}

export const window = (day: number, from = 8, to = 10): FactData => ({
  start: text(`${day} ${String(from).padStart(2, '0')}:00`),
  end: text(`${day} ${String(to).padStart(2, '0')}:00`),
})

const CARD = {
  name: 'Sam Field',
  address: '12 May Street, London N1 9GU',
  language: 'en-GB',
  reach: [{ channel: 'sms', address: '+44 1632 960 123' }],
}

/** Whatever a page may hang on, of a visit on Monday the 9th between 08:00 and 10:00 UTC. */
export const VISIT = {
  card: given('customer.updated', '1 09:00', CARD),
  booked: given('visit.booked', '2 09:00', {
    visit: 'v-9',
    window: window(9),
    kind: 'install',
    expected_minutes: 120,
    needs: 'adult-present',
    to_pay: { amount: '0.00', currency: 'GBP' },
    notes: 'Ring at the side door.',
  }),
  offered: given('slots.offered', '2 09:01', {
    visit: 'v-9',
    slots: [{ slot: 's-1', ...window(10) }, { slot: 's-2', ...window(11, 13, 15) }, window(12)],
  }),
  confirmed: given('visit.confirmed', '3 18:20', { visit: 'v-9' }),
  assigned: given('visit.assigned', '8 16:00', {
    visit: 'v-9',
    crew: 'van-7',
    day: '2026-03-09',
    technician: 'Dana Scott',
  }),
  onTheWay: given('crew.on-the-way', '9 08:20', { visit: 'v-9', expected: text('9 08:45') }),
  delayed: given('crew.delayed', '9 07:10', { visit: 'v-9', expected: text('9 11:25') }),
  arrived: given('crew.arrived', '9 08:50', { visit: 'v-9' }),
  done: given('visit.done', '9 11:00', { visit: 'v-9' }),
} as const

export const visitFact = (type: string, at: string, data: FactData = {}, parts: FactParts = {}): Fact =>
  given(type, at, { visit: 'v-9', ...data }, parts)

export interface VisitHouse extends TestDoors {
  readonly token: string
  readonly path: string
  /** At an instant of March 2026, with these facts heard, each at its time. */
  readonly at: (now: string, facts: readonly Fact[]) => Promise<void>
  readonly page: (part?: string, init?: RequestInit) => Promise<Response>
  /** As a browser sends a form of a page, whose stamp it takes from there. */
  readonly press: (act: string, more?: Readonly<Record<string, string>>, given?: Pressing) => Promise<Response>
  readonly told: () => Promise<readonly { readonly type: string; readonly data: FactData }[]>
}

interface Pressing {
  readonly stamp?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Real doors with one customer's visit behind them, and the link that the first message about it carries. */
export async function visitHouse(options: TestDoorsOptions = {}): Promise<VisitHouse> {
  const doors = await testDoors(
    { now: on('1 09:00'), playbooks: [playbook] },
    { brands: new Map([['main', BRAND]]), language: 'en-GB', ...options },
  )
  const token = linkToken(vault, { customer: sha256('crm:1').slice(0, 32), visit: 'v-9', generation: 0 })
  const path = `/v/${token}`
  const page = (part = '', init: RequestInit = {}): Promise<Response> =>
    doors.get(`${path}${part}`, { redirect: 'manual', ...init })
  return {
    ...doors,
    token,
    path,
    page,
    at: async (now, facts) => {
      for (const fact of facts) {
        await doors.house.passTo(fact.heard)
        await doors.house.engine.accept([fact])
      }
      await doors.house.passTo(on(now))
    },
    press: async (act, more = {}, { stamp, headers = {} } = {}) =>
      page(`/${act}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams({ form: stamp ?? stampIn(await (await page()).text()), ...more }).toString(),
      }),
    told: async () => {
      const text = `select type, data from fact where source = 'links' order by seq`
      return doors.house.database.store.query({ name: 'told', text })
    },
  }
}

export const stampIn = (markup: string): string => /name="form" value="([^"]+)"/.exec(markup)?.[1] ?? ''
