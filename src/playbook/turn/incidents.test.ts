import { expect, test } from 'vitest'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import { given, text } from '../../core/fact/fact.testing.ts'
import { decisionsOf, programOf, runUntil } from '../program.testing.ts'

const program = programOf(`
playbook: test
moments: [{ id: incident, at: { fact: incident.declared }, when: customer.open_promises > 0, say: incident }]
promises:
  stated:
    key: data.promise
    owner: field
    made-by: { fact: promise.made }
    due: { to: { cel: data.due } }
    kept-by: { fact: promise.kept }
    expected-by: [{ fact: work.progressed }]
    moments:
      - { id: heads_up, at: { jeopardy: medium, until: due.to }, say: heads-up }
      - { id: nudge, at: { jeopardy: medium, until: due.to }, nudge: field }
`)
const booked = (more: FactData = {}) =>
  given('promise.made', '2 09:00', { promise: 'p', due: text('9 17:00'), ...more })
const late = (time: string): Fact =>
  given('work.progressed', time, { promise: 'p', step: 's', expected: text('10 12:00') })
const declared = (time: string, areas: readonly string[] = ['Fenway']): Fact =>
  given('incident.declared', time, { incident: 'i-1', areas })
const ended = (time: string): Fact => given('incident.ended', time, { incident: 'i-1' })
const decided = (...facts: readonly Fact[]) => decisionsOf(runUntil('9 00:00', program, facts))

test('while an incident is on, it is said once and heads-ups are part of it; colleagues hear as ever', () => {
  expect(decided(booked(), declared('3 09:00'), late('4 09:00'), declared('5 09:00'))).toEqual([
    '3 09:00 incident said: its time has come',
    '4 09:00 heads_up held: part of incident i-1',
    '4 09:00 nudge said: the silo expects it late',
    '5 09:00 incident held: incident i-1 was declared before',
    '8 17:00 heads_up held: part of incident i-1',
  ])
})

test('when it is over, what is still late is told for itself', () => {
  expect(decided(booked(), declared('3 09:00'), late('4 09:00'), ended('5 09:00')).slice(-1)).toEqual([
    '5 09:00 heads_up said: the silo expects it late',
  ])
  const mended = given('work.progressed', '4 12:00', { promise: 'p', step: 's', expected: text('9 12:00') })
  expect(decided(booked(), declared('3 09:00'), late('4 09:00'), mended, ended('5 09:00')).slice(-1)).toEqual([
    '8 17:00 heads_up held: below its level',
  ])
})

test('a promise is struck where it was made for, else where the customer is', () => {
  const heads = (...facts: readonly Fact[]) => decided(...facts).filter((line) => line.includes('heads_up'))
  const lives = given('customer.updated', '1 09:00', { area: 'Fenway' })
  const told = ['4 09:00 heads_up said: the silo expects it late']
  const held = ['4 09:00 heads_up held: part of incident i-1', '8 17:00 heads_up held: part of incident i-1']
  expect(heads(lives, booked({ area: 'Allston' }), declared('3 09:00'), late('4 09:00'))).toEqual(told)
  expect(heads(booked({ area: 'Fenway' }), declared('3 09:00'), late('4 09:00'))).toEqual(held)
  expect(heads(lives, booked(), declared('3 09:00'), late('4 09:00'))).toEqual(held)
  expect(heads(lives, booked(), declared('3 09:00', ['Allston']), late('4 09:00'))).toEqual(told)
})

test('elsewhere, over when it is heard of, or with nothing promised, there is no word about it', () => {
  const lives = given('customer.updated', '1 09:00', { area: 'Allston' })
  expect(decided(lives, booked(), declared('3 09:00'))[0]).toBe('3 09:00 incident held: incident i-1 is elsewhere')
  expect(decided(booked(), declared('3 09:00'), { ...ended('3 09:00') })[0]).toBe(
    '3 09:00 incident held: the incident is over',
  )
  expect(decided(declared('3 09:00'))).toEqual(['3 09:00 incident held: not when: customer.open_promises > 0'])
})
