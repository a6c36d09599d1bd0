import { expect, test } from 'vitest'
import { given, text, type FactParts } from '../../core/fact/fact.testing.ts'
import { decisionsOf, programOf, runUntil } from '../program.testing.ts'

const program = programOf(`
playbook: test
promises:
  stated:
    key: data.promise
    owner: field
    made-by: { fact: promise.made }
    due: { to: { cel: data.due } }
    kept-by: { fact: promise.kept }
    moved-by: { fact: promise.moved }
    moments: [{ id: again, at: { life: slipped, n: 2 }, case: slipped-twice }]
`)
const booked = given('promise.made', '2 09:00', { promise: 'p', due: text('9 17:00') })
const moved = (time: string, due: string, more: object = {}, parts: FactParts = {}) =>
  given('promise.moved', time, { promise: 'p', due: text(due), ...more }, parts)
const cases = (...facts: readonly ReturnType<typeof given>[]) => decisionsOf(runUntil('9 00:00', program, facts))

test('the second slip of one promise goes to a person, and each after it', () => {
  expect(cases(booked, moved('3 09:00', '10 17:00'))).toEqual([])
  const twice = [booked, moved('3 09:00', '10 17:00'), moved('4 09:00', '11 17:00')]
  expect(cases(...twice)).toEqual(['4 09:00 again said: its time has come'])
  expect(cases(...twice, moved('5 09:00', '12 17:00')).length).toBe(2)
})

test('what the customer moved does not count', () => {
  const asked = moved('3 09:00', '10 17:00', { asked_by: 'customer' }, { origin: 'person' })
  expect(cases(booked, asked, moved('4 09:00', '11 17:00'))).toEqual([])
})
