import { expect, test } from 'vitest'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import { given, text, type FactParts } from '../../core/fact/fact.testing.ts'
import { decisionsOf, programOf, runUntil } from '../program.testing.ts'

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
      - { id: confirm, at: { life: made }, unless: promise.moved_by != null, say: confirm }
      - { id: ours, at: { life: slipped }, when: promise.moved_by == "company", say: ours }
      - { id: theirs, at: { life: moved }, when: promise.moved_by == "customer", say: theirs }
`)
const window = (from: string, to: string): FactData => ({ window: { start: text(from), end: text(to) } })
const fact = (type: string, time: string, data: FactData = {}, parts: FactParts = {}): Fact =>
  given(type, time, { visit: 'v', ...data }, parts)
const booked = fact('visit.booked', '2 09:00', window('6 08:00', '6 12:00'))
const asked = { asked_by: 'customer' }
const byThem = (time: string, from: string, to: string): Fact =>
  fact('visit.moved', time, { ...window(from, to), ...asked }, { origin: 'person' })
const run = (...facts: readonly Fact[]) => decisionsOf(runUntil('9 00:00', program, [booked, ...facts]))

const CONFIRMED = '2 09:00 confirm said: its time has come'
const NOT_AGAIN = (at: string) => `${at} confirm held: unless: promise.moved_by != null`

test('whoever moved it: the customer hears it in words for that, once', () => {
  expect(run(fact('visit.moved', '3 10:00', window('7 08:00', '7 12:00')))).toEqual([
    CONFIRMED,
    NOT_AGAIN('3 10:00'),
    '3 10:00 ours said: its time has come',
  ])
  expect(run(byThem('3 10:00', '7 08:00', '7 12:00'))).toEqual([
    CONFIRMED,
    NOT_AGAIN('3 10:00'),
    '3 10:00 theirs said: its time has come',
  ])
})

test('a silo’s move that names the customer’s act on record is the customer’s', () => {
  const link = fact(
    'link.used',
    '3 09:59',
    { link: 'l', act: 'reschedule' },
    { source: 'links', id: 'l', origin: 'person' },
  )
  const moved = fact('visit.moved', '3 10:00', { ...window('7 08:00', '7 12:00'), act: 'links l' })
  expect(run(link, moved).at(-1)).toBe('3 10:00 theirs said: its time has come')
  expect(run(moved).at(-1)).toBe('3 10:00 ours said: its time has come')
})

test('who chooses another day after nobody came is not told that we have moved it', () => {
  expect(run(byThem('6 15:00', '8 08:00', '8 12:00')).slice(1)).toEqual([
    NOT_AGAIN('6 15:00'),
    '6 15:00 theirs said: its time has come',
  ])
})

test('a visit cancelled and booked once more was moved by nobody', () => {
  const again = fact('visit.booked', '3 11:00', window('6 08:00', '6 12:00'))
  expect(run(fact('visit.cancelled', '3 10:00', asked), again)).toEqual([
    CONFIRMED,
    '3 11:00 confirm said: its time has come',
  ])
})

test('moved twice in one breath only the window that stands is said', () => {
  const [first, second] = [
    fact('visit.moved', '3 10:00', window('7 08:00', '7 12:00')),
    fact('visit.moved', '3 11:00', window('8 08:00', '8 12:00')),
  ]
  const late = [first, second].map((moved) => ({ ...moved, heard: second.heard }))
  expect(run(...late).filter((one) => one.includes(' ours '))).toEqual([
    '3 11:00 ours superseded: the promise is broken',
    '3 11:00 ours said: its time has come',
  ])
})
