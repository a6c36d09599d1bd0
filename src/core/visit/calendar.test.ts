import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fact } from '../fact/fact.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { calendarOf, calendarOfKey, calendarUid, visitOfUid } from './calendar.ts'
import { visitOf } from './visit.ts'

const ANN = '0123456789abcdef0123456789abcdef'
const BEN = 'fedcba9876543210fedcba9876543210'
const day = (n: number, hour: number): Instant => Date.UTC(2026, 2, n, hour)
const window = (n: number) => ({ start: formatInstant(day(n, 8)), end: formatInstant(day(n, 12)) })

const fact = (id: string, type: string, time: Instant, data: object): Fact => ({
  source: 'field',
  id,
  type,
  subject: 'crm:1',
  time,
  heard: time,
  origin: 'outside',
  data: { visit: 'v-1', ...data },
})

const booked = fact('b', 'visit.booked', day(2, 9), { window: window(9) })
const moved = fact('m', 'visit.moved', day(3, 9), { window: window(10) })
const cancelled = fact('c', 'visit.cancelled', day(4, 9), { asked_by: 'customer' })
const kept = fact('k', 'visit.booked', day(4, 10), { window: window(10) })

const entry = (facts: readonly Fact[]) => calendarOfKey(facts, 'v-1', ANN) ?? expect.unreachable()

test('an entry keeps its UID for the visit’s whole life, and its SEQUENCE rises with each change', () => {
  const life = [booked, moved, cancelled, kept]
  const told = life.map((_, n) => entry(life.slice(0, n + 1)))
  expect(new Set(told.map(({ uid }) => uid)).size).toBe(1)
  expect(told.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3])
  expect(told.map(({ start }) => start)).toEqual([day(9, 8), day(10, 8), day(10, 8), day(10, 8)])
})

test('what changes nothing in a calendar leaves its entry as it was', () => {
  const confirmed = fact('y', 'visit.confirmed', day(3, 10), {})
  const offered = fact('o', 'slots.offered', day(3, 11), { slots: [window(12)] })
  expect(entry([booked, moved, confirmed, offered])).toEqual(entry([booked, moved]))
})

test('the page and the mail make the same entry', () => {
  const facts = [booked, moved]
  const visit = visitOf(facts, 'v-1') ?? expect.unreachable()
  expect(calendarOf(visit, ANN)).toEqual(entry(facts))
})

test('a cancelled visit’s own entry is taken back, not the one of the visit that follows it', () => {
  const next = fact('n', 'visit.booked', day(5, 9), { visit: 'v-2', follows: 'v-1', window: window(16) })
  const facts = [booked, cancelled, next]
  expect(entry(facts)).toEqual(entry([booked, cancelled]))
  expect(calendarOfKey(facts, 'v-2', ANN)).toMatchObject({ sequence: 0, start: day(16, 8) })
})

test('a visit that was never booked stands in no calendar', () => {
  expect(calendarOfKey([moved], 'v-1', ANN)).toBeUndefined()
})

test('law: a UID leads back to its visit, is another customer’s never, and is one plain word', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (visit) => {
      const uid = calendarUid(visit, ANN)
      expect(visitOfUid(uid)).toEqual({ visit, customer: ANN.slice(0, 16) })
      expect(calendarUid(visit, BEN)).not.toBe(uid)
      expect(uid).toMatch(/^[\x21-\x7e]+$/)
    }),
  )
})

test.each([
  '',
  'v-1@acme.example',
  '=zz.0123456789abcdef@troth',
  '=ff.0123456789abcdef@troth',
  'a b.0123456789abcdef@troth',
])('%j is no UID of ours', (uid) => {
  expect(visitOfUid(uid)).toBeUndefined()
})
