import { expect, test } from 'vitest'
import type { Fact } from '../fact/fact.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { actOn, UNDO_MS, type VisitAct } from './act.ts'
import { openSlots } from './offer.ts'
import { visitOf } from './visit.ts'

const day = (n: number, hour: number): Instant => Date.UTC(2026, 2, n, hour)
const window = (n: number) => ({ start: formatInstant(day(n, 8)), end: formatInstant(day(n, 12)) })

let count = 0
const fact = (type: string, time: Instant, data: object, origin: Fact['origin'] = 'outside'): Fact => ({
  source: 'field',
  id: `f-${(count += 1)}`,
  type,
  subject: 'crm:1',
  time,
  heard: time,
  origin,
  data: { visit: 'v-1', ...data },
})

const booked = fact('visit.booked', day(2, 9), { window: window(9), kind: 'repair' })
const offered = fact('slots.offered', day(2, 9), {
  slots: [
    { slot: 's-1', ...window(10) },
    { slot: 's-2', ...window(11) },
  ],
  until: formatInstant(day(9, 0)),
})
const acting = (now: Instant) => ({ now, own: 'links l-1', channel: 'link' })
const seen = (facts: readonly Fact[]) => visitOf(facts, 'v-1') ?? expect.unreachable()

test('a visit that was never booked is none', () => {
  expect(visitOf([fact('visit.confirmed', day(2, 9), {})], 'v-1')).toBeUndefined()
})

test('what a customer sees is the same whatever order the facts come in', () => {
  const facts = [booked, offered, fact('visit.moved', day(3, 9), { window: window(10), reason: 'weather' })]
  expect(seen(facts.toReversed())).toEqual(seen(facts))
  expect(seen(facts)).toMatchObject({ state: 'booked', moved: { by: 'company', reason: 'weather' }, changes: 1 })
})

test('an old link leads to the visit that follows', () => {
  const next = fact('visit.booked', day(9, 13), { visit: 'v-2', follows: 'v-1', window: window(16) })
  const facts = [booked, fact('visit.not-done', day(9, 11), { reason: 'missing-part' }), next]
  expect(seen(facts)).toMatchObject({ visit: 'v-2', state: 'booked', window: { start: day(16, 8) } })
})

test('a slot on offer may be taken, and the visit is moved by the customer’s own act', () => {
  const visit = seen([booked, offered])
  const [, second] = openSlots(visit.offer, day(3, 9))
  if (second === undefined) return expect.unreachable()
  expect(actOn(visit, { act: 'take', slot: second }, acting(day(3, 9)))).toEqual({
    facts: [
      {
        id: 'moved',
        type: 'visit.moved',
        data: { visit: 'v-1', window: window(11), asked_by: 'customer', act: 'links l-1' },
      },
    ],
  })
})

test('a slot that was released, or whose offer is over, cannot be taken', () => {
  const released = fact('slot.released', day(2, 10), { slot: 's-2', visit: undefined })
  const take: VisitAct = { act: 'take', slot: { slot: 's-2', start: day(11, 8), end: day(11, 12) } }
  expect(actOn(seen([booked, offered, released]), take, acting(day(3, 9)))).toEqual({ refused: 'slot.not-on-offer' })
  expect(actOn(seen([booked, offered]), take, acting(day(9, 1)))).toEqual({ refused: 'slot.not-on-offer' })
})

test('a cancellation may be taken back for a day, by whoever cancelled, and the visit stands in its last window', () => {
  const moved = fact('visit.moved', day(3, 9), { window: window(10) })
  const cancel = fact('visit.cancelled', day(4, 9), { asked_by: 'customer' }, 'person')
  const visit = seen([booked, moved, cancel])
  expect(visit.state).toBe('cancelled')
  expect(actOn(visit, { act: 'keep' }, acting(day(4, 10)))).toMatchObject({
    facts: [{ type: 'visit.booked', data: { window: window(10), kind: 'repair' } }],
  })
  expect(actOn(visit, { act: 'keep' }, acting(cancel.time + UNDO_MS + 1))).toEqual({ refused: 'undo.too-late' })
  const ours = seen([booked, fact('visit.cancelled', day(4, 9), { asked_by: 'company' })])
  expect(actOn(ours, { act: 'keep' }, acting(day(4, 10)))).toEqual({ refused: 'visit.not-cancelled' })
})

test('nothing can be changed once the crew is on its way, and nothing at all when the visit is over', () => {
  const away = seen([booked, offered, fact('crew.on-the-way', day(9, 8), {})])
  expect(actOn(away, { act: 'cancel', reason: null }, acting(day(9, 8)))).toEqual({ refused: 'visit.under-way' })
  const over = seen([booked, fact('visit.done', day(9, 10), {})])
  for (const act of [{ act: 'confirm' }, { act: 'cancel', reason: null }] as const)
    expect(actOn(over, act, acting(day(9, 10)))).toEqual({ refused: 'visit.over' })
})

test('a visit that is cancelled is neither confirmed nor cancelled again', () => {
  const visit = seen([booked, offered, fact('visit.cancelled', day(4, 9), { asked_by: 'customer' }, 'person')])
  for (const act of [{ act: 'confirm' }, { act: 'cancel', reason: null }] as const)
    expect(actOn(visit, act, acting(day(4, 10)))).toEqual({ refused: 'visit.cancelled' })
})
