import fc from 'fast-check'
import { expect, test } from 'vitest'
import { on } from '../fact/fact.testing.ts'
import { days, hours, type Instant } from '../time/instant.ts'
import { zone as zoneNamed } from '../time/zone.ts'
import type { Left } from './caps.ts'
import type { Consent } from './consent.ts'
import { maySend, USUAL_RULES, type Sending, type SendingTo } from './may-send.ts'
import { quietUntil } from './quiet-hours.ts'

const utc = zoneNamed('UTC') ?? expect.fail()
const noon = on('10 12:00')
const night = on('10 22:00')
const NOTHING: Left = { all: [], marketing: [] }
const to = (parts: Partial<SendingTo> = {}): SendingTo => ({
  consents: [],
  left: NOTHING,
  zone: utc,
  rules: USUAL_RULES,
  now: noon,
  ...parts,
})
const word = (parts: Partial<Sending> = {}): Sending => ({
  kind: 'sms',
  class: 'service',
  about: ['v1'],
  headsUp: false,
  tellBy: null,
  answers: false,
  confirms: null,
  ...parts,
})
const said = (given: boolean, parts: Partial<Consent> = {}): Consent => ({
  channel: 'all',
  class: 'all',
  about: '',
  at: 1,
  given,
  ...parts,
})
const GOES = { goes: true, counts: 'service' }
const offer = word({ class: 'marketing' })

test('word about what was promised goes unless it was forbidden; an offer only when it was agreed to', () => {
  expect(maySend(word(), to())).toEqual(GOES)
  expect(maySend(word(), to({ consents: [said(false)] }))).toEqual({
    never: 'the customer has said that they want no such messages',
  })
  expect(maySend(offer, to())).toEqual({ never: 'the customer has not agreed to offers' })
  expect(maySend(offer, to({ consents: [said(true)] }))).toEqual({ goes: true, counts: 'marketing' })
})

test('the latest word counts, whichever it names; said both ways at once, it is withdrawn', () => {
  const given = said(true, { at: 5, channel: 'sms', class: 'service' })
  expect(maySend(word(), to({ consents: [said(false, { at: 4 }), given] }))).toEqual(GOES)
  expect(maySend(word(), to({ consents: [given, said(false, { at: 6 })] }))).toHaveProperty('never')
  expect(maySend(word(), to({ consents: [said(false, { at: 5 }), given] }))).toHaveProperty('never')
  expect(maySend(word(), to({ consents: [given, said(false, { at: 5 })] }))).toHaveProperty('never')
})

test('a word about another channel, class or visit says nothing of this message', () => {
  const others = [{ channel: 'mail' }, { class: 'marketing' }, { about: 'v2' }].map((other) => said(false, other))
  expect(maySend(word(), to({ consents: others }))).toEqual(GOES)
  for (const own of [{ channel: 'sms' }, { class: 'service' }, { about: 'v1' }])
    expect(maySend(word(), to({ consents: [said(false, own)] }))).toHaveProperty('never')
})

test('a folder or a webhook is no kind of address: what was said of all channels stops it, of one does not', () => {
  const folder = word({ kind: 'none' })
  expect(maySend(folder, to({ consents: [said(false, { channel: 'sms' })] }))).toEqual(GOES)
  expect(maySend(folder, to({ consents: [said(false)] }))).toHaveProperty('never')
  expect(maySend(folder, to({ now: night }))).toEqual({ later: on('11 08:00'), reason: 'quiet hours' })
})

test('an opt-out is confirmed in spite of itself, at night too; the second one in a row is not', () => {
  const confirming = word({ answers: true, confirms: 7 })
  const stop = said(false, { at: 7, channel: 'sms' })
  expect(maySend(confirming, to({ consents: [stop], now: night }))).toEqual({ goes: true, counts: null })
  expect(maySend(confirming, to({ consents: [said(false, { at: 3 }), stop] }))).toHaveProperty('never')
})

test('quiet hours hold it until the morning; what is urgent has hours of its own', () => {
  expect(maySend(word(), to({ now: night }))).toEqual({ later: on('11 08:00'), reason: 'quiet hours' })
  const urgent = word({ class: 'urgent' })
  expect(maySend(urgent, to({ now: night }))).toEqual({ goes: true, counts: null })
  expect(maySend(urgent, to({ now: on('11 02:00') }))).toEqual({ later: on('11 06:00'), reason: 'quiet hours' })
})

test('a heads-up whose tell-by falls in the quiet hours is urgent; one that can wait for the morning waits', () => {
  const headsUp = (tellBy: Instant) => word({ headsUp: true, tellBy })
  expect(maySend(headsUp(on('11 07:00')), to({ now: night }))).toEqual({ goes: true, counts: null })
  expect(maySend(headsUp(on('11 08:00')), to({ now: night }))).toEqual({ goes: true, counts: null })
  expect(maySend(headsUp(on('11 08:01')), to({ now: night }))).toHaveProperty('later', on('11 08:00'))
  expect(maySend(word({ tellBy: on('11 07:00') }), to({ now: night }))).toHaveProperty('later')
})

test('an answer to what they just did is held by nothing but their own word', () => {
  const answer = word({ answers: true })
  const many = { all: Array.from({ length: 15 }, () => night - 1), marketing: [] }
  expect(maySend(answer, to({ now: night, left: many }))).toEqual({ goes: true, counts: null })
  expect(maySend(answer, to({ consents: [said(false)] }))).toHaveProperty('never')
})

const leftAgo = (...ago: readonly number[]): Left => ({ all: ago.map((hour) => noon - hours(hour)), marketing: [] })

test('the sixth within a day waits until the first of them is a day old; the sixteenth of a week likewise', () => {
  expect(maySend(word(), to({ left: leftAgo(1, 2, 3, 4) }))).toEqual(GOES)
  const full = to({ left: leftAgo(1, 2, 3, 4, 5) })
  expect(maySend(word(), full)).toMatchObject({ reason: '5 messages have left within a day' })
  // At 07:00 it is quiet still.
  expect(maySend(word(), full)).toMatchObject({ later: on('11 08:00') })
  expect(maySend(word({ class: 'urgent' }), full)).toEqual({ goes: true, counts: null })
  const week = leftAgo(...Array.from({ length: 15 }, (_, n) => 26 + n))
  expect(maySend(word(), to({ left: week }))).toEqual({
    later: noon - hours(40) + days(7),
    reason: '15 messages have left within a week',
  })
})

test('one offer a day, however little else was said', () => {
  const agreed = { consents: [said(true)] }
  const left = { all: [noon - hours(3)], marketing: [noon - hours(3)] }
  expect(maySend(offer, to({ ...agreed, left }))).toEqual({
    later: noon + hours(21),
    reason: 'an offer has left within a day',
  })
  expect(maySend(word(), to({ left }))).toEqual(GOES)
})

test('without hours and caps everything goes at once, but for what the customer forbids', () => {
  const rules = { quiet: null, urgentQuiet: null, caps: null }
  expect(maySend(word(), to({ rules, now: night, left: leftAgo(...Array<number>(20).fill(1)) }))).toEqual(GOES)
})

const anySending = fc.record({
  kind: fc.constantFrom('none', 'sms', 'mail'),
  class: fc.constantFrom('urgent', 'service', 'marketing'),
  about: fc.constantFrom(['v1'], []),
  headsUp: fc.boolean(),
  tellBy: fc.option(fc.integer({ min: on('9 00:00'), max: on('20 00:00') })),
  answers: fc.boolean(),
  confirms: fc.constant(null),
})
const anyWord = fc.record({
  channel: fc.constantFrom('all', 'sms', 'mail'),
  class: fc.constantFrom('all', 'urgent', 'service', 'marketing'),
  about: fc.constantFrom('', 'v1', 'v2'),
  at: fc.integer({ min: 0, max: 3 }),
  given: fc.boolean(),
})
const anyLeft = fc
  .array(fc.integer({ min: on('3 12:00'), max: noon }), { maxLength: 20 })
  .map((all) => ({ all: all.toSorted((a, b) => b - a), marketing: [] }))
const anyTo = fc.record({
  consents: fc.array(anyWord, { maxLength: 5 }),
  left: anyLeft,
  zone: fc.constant(utc),
  rules: fc.constant(USUAL_RULES),
  now: fc.integer({ min: noon, max: noon + days(1) }),
})

test('law: whatever the order in which words are read, they say the same', () => {
  fc.assert(
    fc.property(anySending, anyTo, (sending, there) => {
      const backwards = { ...there, consents: there.consents.toReversed() }
      expect(maySend(sending, backwards)).toEqual(maySend(sending, there))
    }),
  )
})

test('law: what must wait may go, or is forbidden no more, when its time has come; unless others left meanwhile', () => {
  fc.assert(
    fc.property(anySending, anyTo, (sending, there) => {
      const first = maySend(sending, there)
      if (!('later' in first)) return
      expect(first.later).toBeGreaterThan(there.now)
      expect(maySend(sending, { ...there, now: first.later })).toHaveProperty('goes', true)
    }),
  )
})

test('law: with the usual rules no more than five leave in any 24 hours and fifteen in any week, and none at night', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: days(10) }), { maxLength: 40 }), (wanted) => {
      const left: Instant[] = []
      const waiting = wanted.map((after) => noon + after).toSorted((a, b) => a - b)
      for (let now = waiting.shift(); now !== undefined; now = waiting.shift()) {
        const answer = maySend(word(), to({ now, left: { all: left.toReversed(), marketing: [] } }))
        if ('later' in answer) waiting.push(answer.later)
        else left.push(now)
        waiting.sort((a, b) => a - b)
      }
      expect(left).toHaveLength(wanted.length)
      for (const at of left) {
        expect(left.filter((other) => other <= at && other > at - days(1)).length).toBeLessThanOrEqual(5)
        expect(left.filter((other) => other <= at && other > at - days(7)).length).toBeLessThanOrEqual(15)
        expect(quietUntil(utc, { from: hours(21), to: hours(8) }, at)).toBe(null)
      }
    }),
  )
})
