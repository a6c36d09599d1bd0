import { createHmac } from 'node:crypto'
import type { Channel, Hear, Heard, OutMessage } from '../../core/message/channel.ts'
import { given, on, text } from '../../core/fact/fact.testing.ts'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import type { TestEngine } from '../engine.testing.ts'

/** A channel whose other side the test is: what left by it, and what it is made to hear. */
export interface TestEar {
  readonly channel: Channel
  readonly sent: OutMessage[]
  /** As the provider says it, and says it again until it is told that we have it. */
  readonly hears: (...heard: readonly Heard[]) => Promise<void>
  /** A request as the provider would sign it; its body is what it says. */
  readonly signed: (heard: readonly Heard[]) => { readonly body: string; readonly headers: Record<string, string> }
  readonly isListening: () => boolean
}

const SECRET = 'a provider’s secret'
export const signatureOf = (body: string): string => createHmac('sha256', SECRET).update(body).digest('hex')

export interface EarOptions {
  readonly name?: string
  readonly address?: Channel['capabilities']['address']
  /** After it has left. */
  readonly onSent?: (message: OutMessage) => void
}

export function testEar({ name = 'sms', address = 'sms', onSent }: EarOptions = {}): TestEar {
  const sent: OutMessage[] = []
  let hear: Hear | undefined
  const channel: Channel = {
    name,
    capabilities: {
      address,
      receives: true,
      buttons: 0,
      receipts: true,
      session: null,
      afterUnknown: 'never',
      atOnce: 50,
      perSecond: null,
      longest: null,
    },
    send: async (message) => {
      sent.push(message)
      onSent?.(message)
      return { fate: 'accepted', providerId: `p-${name}-${sent.length}` }
    },
    listen: (given) => void (hear = given),
    callback: ({ body, headers }) => {
      if (headers['x-signature'] !== signatureOf(body.toString())) return { forged: 'x-signature' }
      const heard = read(body.toString())
      return heard === null
        ? { unreadable: 'no list' }
        : { heard, answer: { status: 200, type: 'text/xml', body: '<ok/>' } }
    },
    check: async () => null,
    close: async () => void (hear = undefined),
  }
  return {
    channel,
    sent,
    hears: async (...heard) => {
      if (hear === undefined) throw new Error('nobody listens')
      await hear(heard)
    },
    signed: (heard) => {
      const body = JSON.stringify(heard)
      return { body, headers: { 'x-signature': signatureOf(body) } }
    },
    isListening: () => hear !== undefined,
  }
}

function read(body: string): readonly Heard[] | null {
  try {
    const heard: unknown = JSON.parse(body)
    return Array.isArray(heard) ? (heard as Heard[]) : null
  } catch {
    return null
  }
}

let replies = 0
export const reply = (words: string, at: string, more: Partial<Extract<Heard, { heard: 'reply' }>> = {}): Heard => ({
  heard: 'reply',
  id: `in-${(replies += 1)}`,
  from: '+441632960001',
  words,
  button: null,
  answers: null,
  calendar: null,
  at: on(at),
  ...more,
})

export const receipt = (providerId: string, outcome: 'delivered' | 'failed', at: string): Heard => ({
  heard: 'receipt',
  providerId,
  outcome,
  reason: outcome === 'failed' ? 'unreachable' : null,
  code: outcome === 'failed' ? '30003' : null,
  at: on(at),
})

/** Asks about a visit and answers what comes back; the shipped open-door says more. */
export const ASKING = `
playbook: visits
promises:
  visit_window:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    moved-by: { fact: visit.moved }
    ended-by: { fact: visit.cancelled, as: withdrawn }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: crew.arrived }
    grace: 90m
    moments:
      - { id: confirm, at: { life: made }, say: visit-confirm, ask: [confirm, reschedule, cancel], valid-for: 24h }
      - { id: slot_echo, at: { fact: reply.received }, when: data.asks == "slot", say: slot-echo, ask: [other] }
      - { id: cancel_echo, at: { fact: reply.received }, when: data.asks == "cancel-visit", say: cancel-echo, ask: [cancel-now, keep] }
`

export const customer = (alias: string, number: string, id = `${alias}:card`): Fact =>
  given('customer.updated', '2 07:00', { reach: [{ channel: 'sms', address: number }] }, { subject: alias, id })

const hours = (day: number, from: string, to: string): FactData => ({
  start: text(`${day} ${from}`),
  end: text(`${day} ${to}`),
})

/** Booked for the morning of the 12th, with Tuesday and Thursday afternoon on offer beside it. */
export const booked = (alias: string, visit: string, at = '2 09:00'): readonly Fact[] => [
  given(
    'visit.booked',
    at,
    { visit, window: hours(12, '08:00', '12:00') },
    { subject: alias, id: `${visit}:booked`, source: 'field' },
  ),
  given(
    'slots.offered',
    at,
    {
      visit,
      slots: [
        { slot: 's-1', ...hours(10, '15:00', '17:00') },
        { slot: 's-2', ...hours(12, '15:00', '17:00') },
      ],
    },
    { subject: alias, id: `${visit}:offer`, source: 'field' },
  ),
]

/** The open half of what one customer’s log says, by type. */
export async function log(
  { database: { store } }: TestEngine,
  alias: string,
): Promise<
  readonly { readonly type: string; readonly source: string; readonly id: string; readonly data: FactData }[]
> {
  const statement = { name: 'log-of', text: 'select type, source, id, data from fact where about = $1 order by seq' }
  return store.query(statement, [alias])
}

export interface SeenCase {
  readonly id: string
  readonly kind: string
  readonly says: string
  readonly about: string | null
  readonly due: number
  readonly opened: number
}

export const casesIn = ({ database: { store } }: TestEngine): Promise<readonly SeenCase[]> =>
  store.query({ name: 'all-cases', text: 'select id, kind, says, about, due, opened from "case" order by opened, id' })
