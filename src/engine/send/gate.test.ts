import { expect, test } from 'vitest'
import type { SendingState } from '../../store/company/sending-states.ts'
import type { DueMessage } from '../../store/outbox/due-messages.ts'
import { tooMany } from './burst.ts'
import { gate } from './gate.ts'

const message: DueMessage = {
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
}

const brandIs = (state: SendingState, recipients: readonly string[] = []) =>
  new Map([['brand:main', { scope: 'brand:main', state, recipients, since: 0, by: 'test', reason: 'test' }]])
const now = { now: 2000, customerOf: (alias: string) => (alias === 'crm:1' ? 'c' : 'd') }

test('a brand that is on speaks; one in shadow decides, records and says nothing; one nobody has switched on is off', () => {
  expect(gate(message, { ...now, states: brandIs('on') })).toEqual({ goes: true })
  expect(gate(message, { ...now, states: brandIs('shadow') })).toMatchObject({ goes: false, state: 'shadow' })
  expect(gate(message, { ...now, states: brandIs('off') })).toMatchObject({ goes: false, state: 'off' })
  expect(gate(message, { ...now, states: new Map() })).toMatchObject({ goes: false, state: 'off' })
  expect(gate({ ...message, brand: 'other' }, { ...now, states: brandIs('on') })).toMatchObject({ state: 'off' })
})

test('a trial reaches its list and nobody else', () => {
  expect(gate(message, { ...now, states: brandIs('trial', ['crm:1']) })).toEqual({ goes: true })
  expect(gate(message, { ...now, states: brandIs('trial', ['crm:2']) })).toMatchObject({ goes: false, state: 'shadow' })
})

test('nobody is told what is no longer true', () => {
  const states = brandIs('on')
  expect(gate({ ...message, stands: 'kept' }, { ...now, states })).toMatchObject({
    state: 'superseded',
    reason: 'the promise is kept',
  })
  expect(gate({ ...message, stands: null }, { ...now, states })).toMatchObject({ reason: 'the promise is undone' })
  expect(gate({ ...message, needs: null, stands: null }, { ...now, states })).toEqual({ goes: true })
  expect(gate({ ...message, needs: 'broken', stands: 'broken' }, { ...now, states })).toEqual({ goes: true })
})

test('what waited too long, in a pause or a failure, is not said any more', () => {
  expect(gate(message, { ...now, now: 5000, states: brandIs('on') })).toEqual({ goes: true })
  expect(gate(message, { ...now, now: 5001, states: brandIs('on') })).toMatchObject({ state: 'superseded' })
})

test('a burst is more than five times the usual peak, and more than 200 at least', () => {
  expect(tooMany({ moment: 'm', n: 200, peak: 0 }, 200)).toBe(0)
  expect(tooMany({ moment: 'm', n: 230, peak: 10 }, 200)).toBe(30)
  expect(tooMany({ moment: 'm', n: 230, peak: 46 }, 200)).toBe(0)
  expect(tooMany({ moment: 'm', n: 600, peak: 100 }, 200)).toBe(100)
})
