import { afterEach, expect, test } from 'vitest'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import type { Heard, OutMessage } from '../../core/message/channel.ts'
import { formatInstant, hours } from '../../core/time/instant.ts'
import { testEngine, type TestEngine } from '../engine.testing.ts'
import { ASKING, casesIn, customer, log, receipt, reply, testEar, type TestEar } from './ears.testing.ts'

let house: TestEngine | undefined
afterEach(async () => {
  await house?.stop()
  house = undefined
})

/** The next Tuesday that is two days ahead at least, at this hour. */
function tuesday(hour: number): number {
  const day = new Date(Date.now() + hours(48))
  day.setUTCHours(hour, 0, 0, 0)
  day.setUTCDate(day.getUTCDate() + ((9 - day.getUTCDay()) % 7))
  return day.getTime()
}

const window = (from: number): FactData => ({ start: formatInstant(from), end: formatInstant(from + hours(2)) })

function stated(type: string, data: FactData): Fact {
  const now = Date.now()
  return { source: 'field', id: type, subject: 'crm:1', type, data, time: now, heard: now, origin: 'outside' }
}

interface Lived {
  readonly test: TestEngine
  readonly sms: TestEar
  /** Settled with the next message that leaves. */
  readonly next: () => Promise<OutMessage>
}

/** As in a running installation: by the clock on the wall, with nobody to push it. */
async function lived(): Promise<Lived> {
  let left: (message: OutMessage) => void = () => undefined
  const sms = testEar({ onSent: (message) => left(message) })
  const options = { now: Date.now(), playbooks: [ASKING], ladder: ['sms'], channels: [sms.channel] }
  const test = (house = await testEngine({ ...options, clock: () => Date.now() }))
  await test.brand('on')
  test.engine.run()
  return { test, sms, next: () => new Promise((leaves) => (left = leaves)) }
}

const now = (heard: Heard): Heard => ({ ...heard, at: Date.now() })

test('booked, asked, “tuesday after 3”, read back, “1”, moved: each said once, within a second, whatever the provider repeats', async () => {
  const { test, sms, next } = await lived()
  const asked = next()
  await test.engine.accept([
    { ...customer('crm:1', '+44 1632 960001'), heard: Date.now() },
    stated('visit.booked', { visit: 'v-1', window: window(tuesday(9)) }),
    stated('slots.offered', {
      visit: 'v-1',
      slots: [10, 15].map((hour) => ({ slot: `s-${hour}`, ...window(tuesday(hour)) })),
    }),
  ])
  expect((await asked).template).toBe('visit-confirm')
  const delivered = now(receipt('p-sms-1', 'delivered', '2 09:00'))
  const wish = now(reply('Tuesday after 3?', '2 09:00'))
  const readBack = next()
  const began = performance.now()
  const heard = Promise.all([sms.hears(delivered), sms.hears(wish), sms.hears(wish, delivered)])
  expect((await readBack).template).toBe('slot-echo')
  expect(performance.now() - began).toBeLessThan(1000)
  await heard
  const books = now(reply('1', '2 09:00'))
  await Promise.all([sms.hears(books), sms.hears(wish), sms.hears(books), sms.hears(delivered)])
  const facts = await log(test, 'crm:1')
  const of = (type: string) => facts.filter((fact) => fact.type === type)
  expect(of('visit.moved').map(({ data }) => data['window'])).toEqual([window(tuesday(15))])
  expect(of('promise.settled').map(({ data }) => data['as'])).toEqual(['renegotiated'])
  expect([of('reply.received').length, of('message.delivered').length]).toEqual([2, 1])
  expect(sms.sent.filter(({ template }) => template === 'slot-echo')).toHaveLength(1)
  expect(await casesIn(test)).toEqual([])
})

test('a calendar’s answer finds its visit by the entry’s own name', async () => {
  const { test, sms, next } = await lived()
  const asked = next()
  const booked = stated('visit.booked', { visit: 'v-1', window: window(tuesday(9)) })
  await test.engine.accept([{ ...customer('crm:1', '+44 1632 960001'), heard: Date.now() }, booked])
  await asked
  const calendar = { uid: `v-1.0000000000000000@troth`, answer: 'accepted' } as const
  await sms.hears(now(reply('', '2 09:00', { calendar })))
  expect((await log(test, 'crm:1')).map(({ type }) => type)).not.toContain('visit.confirmed')
  const id = (
    await test.database.store.query<{ id: string }>({ name: 'c', text: 'select customer as id from alias' })
  )[0]?.id
  const own = { ...calendar, uid: `v-1.${id?.slice(0, 16)}@troth` }
  await sms.hears(now(reply('', '2 09:00', { calendar: own })))
  expect((await log(test, 'crm:1')).map(({ type }) => type)).toContain('visit.confirmed')
})
