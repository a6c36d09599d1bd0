import { expect, test } from 'vitest'
import { USUAL_RULES } from '../../core/message/may-send.ts'
import { hours, parseInstant } from '../../core/time/instant.ts'
import { zone } from '../../core/time/zone.ts'
import type { BrandState } from '../../store/company/sending-states.ts'
import type { AskedMessage } from '../../store/outbox/due-messages.ts'
import { tooMany } from './burst.ts'
import { gate, type Gating } from './gate.ts'

const message: AskedMessage = {
  bucket: 1,
  message: 'd-0',
  subject_kind: 0,
  customer: 'c',
  about: 'crm:1',
  decision: 'd',
  rung: 0,
  channel: 'outbox',
  brand: 'main',
  playbook: 'open-door',
  moment: 'open-door.visit_window.confirm',
  class: 'service',
  promise: 'open-door.visit_window/v',
  version: 1,
  needs: 'open',
  heads_up: false,
  tell_by: null,
  send_at: 1000,
  valid_until: 5000,
  template: 'visit-confirm',
  look: {},
  tries: 0,
  stands: 'open',
  brandState: 'on',
  recipients: [],
  zone: null,
  language: null,
  prefers: null,
  personal: null,
  seed: null,
  consents: null,
  lately: null,
  held: null,
}

const brandIs = (brandState: BrandState | null, recipients: readonly string[] = []): AskedMessage => ({
  ...message,
  brandState,
  recipients,
})
const utc = zone('UTC') ?? expect.fail()
const now: Gating = {
  now: 2000,
  customerOf: (alias) => (alias === 'crm:1' ? 'c' : 'd'),
  kind: 'sms',
  rulesOf: () => ({ quiet: null, urgentQuiet: null, caps: null }),
  zone: utc,
}

test('a brand that is on speaks; one in shadow decides, records and says nothing; one nobody has switched on is off', () => {
  expect(gate(brandIs('on'), now)).toEqual({ goes: true, counts: 'service' })
  expect(gate(brandIs('shadow'), now)).toMatchObject({ goes: false, state: 'shadow' })
  expect(gate(brandIs('off'), now)).toMatchObject({ goes: false, state: 'off' })
  expect(gate(brandIs(null), now)).toMatchObject({ goes: false, state: 'off' })
})

test('a trial reaches its list and nobody else', () => {
  expect(gate(brandIs('trial', ['crm:1']), now)).toEqual({ goes: true, counts: 'service' })
  expect(gate(brandIs('trial', ['crm:2']), now)).toMatchObject({ goes: false, state: 'shadow' })
})

test('nobody is told what is no longer true', () => {
  expect(gate({ ...message, stands: 'kept' }, now)).toMatchObject({
    state: 'superseded',
    reason: 'the promise is kept',
  })
  expect(gate({ ...message, stands: null }, now)).toMatchObject({ reason: 'the promise is undone' })
  expect(gate({ ...message, needs: null, stands: null }, now)).toEqual({ goes: true, counts: 'service' })
  expect(gate({ ...message, needs: 'broken', stands: 'broken' }, now)).toEqual({ goes: true, counts: 'service' })
})

test('what waited too long, in a pause or a failure, is not said any more', () => {
  expect(gate(message, { ...now, now: 5000 })).toEqual({ goes: true, counts: 'service' })
  expect(gate(message, { ...now, now: 5001 })).toMatchObject({ state: 'superseded' })
})

const MORNING = parseInstant('2026-03-11T08:00:00Z') ?? 0
const NIGHT = MORNING - hours(10)
const usual = { ...now, now: NIGHT, rulesOf: () => USUAL_RULES }
const atNight: AskedMessage = { ...message, valid_until: MORNING + hours(1) }

test('what must wait for the morning is held until then, unless it is valid no more by then', () => {
  const held = { goes: false, state: 'held', until: MORNING, reason: 'quiet hours' }
  expect(gate(atNight, usual)).toEqual(held)
  expect(gate({ ...atNight, valid_until: MORNING }, usual)).toEqual(held)
  expect(gate({ ...atNight, valid_until: MORNING - 1 }, usual)).toEqual({
    goes: false,
    state: 'superseded',
    reason: 'quiet hours, until 2026-03-11T08:00:00Z: longer than it is valid',
    nextRung: false,
  })
})

test('a heads-up that would wait past its tell-by is left to a person; one that is late already only waits', () => {
  const deep = { ...usual, now: MORNING - hours(6) }
  const headsUp = { ...atNight, heads_up: true }
  expect(gate({ ...headsUp, tell_by: MORNING - hours(3) }, deep)).toMatchObject({
    state: 'not-allowed',
    reason: 'quiet hours, until 2026-03-11T06:00:00Z: past its tell-by',
    nextRung: false,
  })
  expect(gate({ ...headsUp, tell_by: MORNING - hours(1) }, deep)).toMatchObject({ until: MORNING - hours(2) })
  expect(gate({ ...headsUp, tell_by: MORNING - hours(7) }, deep)).toMatchObject({ state: 'held' })
})

test('what the customer forbids here may be said over another channel; a word about its own visit counts', () => {
  const no = (about: string) => [{ channel: 'sms', class: 'all', about, at: 1, given: false }]
  const about = { promise: { id: 'visits/v9', key: 'v9', kind: 'visit', owner: 'field' }, fact: { visit: 'v8' } }
  const asked: AskedMessage = { ...message, look: about }
  for (const mine of ['', 'v9', 'visits/v9', 'v8'])
    expect(gate({ ...asked, consents: no(mine) }, now)).toMatchObject({ state: 'not-allowed', nextRung: true })
  expect(gate({ ...asked, consents: no('v7') }, now)).toMatchObject({ goes: true })
  expect(gate({ ...asked, consents: no('') }, { ...now, kind: 'mail' })).toMatchObject({ goes: true })
})

test('a nudge goes to a department: at night, and whatever its customer has said', () => {
  const look = { silo: { name: 'field', rung: 0 } }
  const consents = [{ channel: 'all', class: 'all', about: '', at: 1, given: false }]
  expect(gate({ ...atNight, look, consents }, usual)).toEqual({ goes: true, counts: null })
})

test('quiet hours are those of the customer’s own zone', () => {
  expect(gate({ ...atNight, zone: 'America/Los_Angeles' }, usual)).toMatchObject({ goes: true })
})

test('a burst is more than five times the usual peak, and more than 200 at least', () => {
  expect(tooMany({ moment: 'm', n: 200, peak: 0 }, 200)).toBe(0)
  expect(tooMany({ moment: 'm', n: 230, peak: 10 }, 200)).toBe(30)
  expect(tooMany({ moment: 'm', n: 230, peak: 46 }, 200)).toBe(0)
  expect(tooMany({ moment: 'm', n: 600, peak: 100 }, 200)).toBe(100)
})
