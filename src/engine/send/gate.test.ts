import { expect, test } from 'vitest'
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

test('a burst is more than five times the usual peak, and more than 200 at least', () => {
  expect(tooMany({ moment: 'm', n: 200, peak: 0 }, 200)).toBe(0)
  expect(tooMany({ moment: 'm', n: 230, peak: 10 }, 200)).toBe(30)
  expect(tooMany({ moment: 'm', n: 230, peak: 46 }, 200)).toBe(0)
  expect(tooMany({ moment: 'm', n: 600, peak: 100 }, 200)).toBe(100)
})
