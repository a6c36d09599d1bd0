import { expect, test } from 'vitest'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import { given, on, text, type FactParts } from '../../core/fact/fact.testing.ts'
import type { Decision } from '../../core/message/decision.ts'
import { programOf, runUntil, sha256 } from '../../playbook/program.testing.ts'
import type { Turn } from '../../playbook/turn/turn.ts'
import type { MessageRow } from '../../store/outbox/queue-messages.ts'
import type { StoredLook } from '../words/text-look.ts'
import type { Known } from './known.ts'
import { laddersOf } from './ladders.ts'
import { messageRow } from './message-row.ts'

const program = programOf(`
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    moved-by: { fact: visit.moved }
    ended-by: { fact: visit.cancelled, as: withdrawn }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: crew.arrived }
    moments:
      - { id: confirm, at: { life: made }, unless: promise.moved_by != null, say: confirm, ask: [confirm], unanswered: { after: 2h, try: next-channel } }
      - { id: moved, at: { life: moved }, say: moved }
      - { id: echo, at: { fact: reply.received, when: data.asks == "slot" }, say: echo, ask: [other] }
`)
const window = (from: string, to: string) => ({ start: text(from), end: text(to) })
const booked = given('visit.booked', '2 09:00', { visit: 'v', window: window('6 08:00', '6 12:00') })
const fact = (type: string, time: string, data: FactData, parts: FactParts = { origin: 'person' }): Fact =>
  given(type, time, { visit: 'v', ...data }, parts)

const knownOf = (turn: Turn): Known => ({
  subject: '00000000-0000-0000-0000-000000000001',
  bucket: 1,
  kind: 0,
  turn,
  seq: 0,
  heard: -Infinity,
  decisions: 0,
  wake: null,
  key: null,
  brand: null,
  prefers: null,
  reach: null,
  isNamed: true,
  written: new Map(),
  gone: [],
})

/** The rows of what was said by then, over these channels. */
function rowsOf(channels: readonly string[], until: string, ...facts: readonly Fact[]): readonly (MessageRow | null)[] {
  const turn = runUntil(until, program, [booked, ...facts])
  const ladders = laddersOf({ brand: 'main', brands: { main: channels }, silos: {} })
  const said = turn.decisions.filter(({ outcome }: Decision) => outcome === 'said')
  return said.map((decision) => messageRow(knownOf(turn), decision, { sha256, ladders, moments: new Map() }))
}

test('what nobody answered is a message of its own, on the next rung, over the next channel', () => {
  const [first, again] = rowsOf(['sms', 'mail'], '3 09:00')
  expect([first?.rung, first?.channel]).toEqual([0, 'sms'])
  expect([again?.rung, again?.channel]).toEqual([1, 'mail'])
  expect(again?.message).not.toBe(first?.message)
  expect(again?.look).toEqual({ ...first?.look, at: on('2 11:00') })
})

test('what went by the second channel already, since the first failed, is asked again over the third', () => {
  const [first] = rowsOf(['sms', 'mail', 'push'], '3 09:00')
  const became = (type: string, channel: string): Fact =>
    given(type, '2 09:00', { message: channel, decision: first?.decision ?? '', channel })
  const fates = [became('message.failed', 'sms'), became('message.accepted', 'mail')]
  const [, again] = rowsOf(['sms', 'mail', 'push'], '3 09:00', ...fates)
  expect([again?.rung, again?.channel]).toEqual([2, 'push'])
  expect(rowsOf(['sms', 'mail'], '3 09:00', ...fates)[1]).toBeNull()
})

test('over a brand’s only channel nobody is asked the same thing twice', () => {
  expect(rowsOf(['sms'], '3 09:00').map((row) => row?.channel)).toEqual(['sms', undefined])
})

test('a message about a window that was moved needs the new one to stand, and has both', () => {
  const moved = fact('visit.moved', '2 10:00', { window: window('9 08:00', '9 12:00'), asked_by: 'customer' })
  const row = rowsOf(['sms'], '3 09:00', moved).at(-1)
  expect(row).toMatchObject({ template: 'moved', version: 2, needs: 'open' })
  expect(row?.look).toMatchObject({
    due: { from: on('9 08:00'), to: on('9 12:00') },
    was: { from: on('6 08:00'), to: on('6 12:00') },
  })
})

test('booked once more after it was cancelled, a visit was in no other window', () => {
  const again = [
    fact('visit.cancelled', '2 10:00', {}),
    fact('visit.booked', '2 10:30', { window: window('9 08:00', '9 12:00') }),
  ]
  const row = rowsOf(['sms'], '2 10:40', ...again).at(-1)
  expect(row).toMatchObject({ template: 'confirm', version: 2 })
  expect(row?.look).not.toHaveProperty('was')
})

test('the slots a reply asked for go with the message that reads them back, and with no other', () => {
  const slots = [{ slot: 's-1', ...window('7 08:00', '7 12:00') }]
  const asks = fact('reply.received', '2 10:00', { channel: 'sms', answer: 'reschedule', asks: 'slot', slots })
  const [confirm, echo] = rowsOf(['sms'], '2 10:30', asks)
  const look = echo?.look as StoredLook
  expect(look.slots).toEqual([{ slot: 's-1', start: on('7 08:00'), end: on('7 12:00') }])
  expect(look.due).toEqual({ from: on('6 08:00'), to: on('6 12:00') })
  expect(confirm?.look).not.toHaveProperty('slots')
  expect(confirm?.look).not.toHaveProperty('was')
})
