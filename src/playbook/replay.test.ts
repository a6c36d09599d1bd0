import { expect, test } from 'vitest'
import { given, on, text } from '../core/fact/fact.testing.ts'
import { standing } from '../core/promise/promise.testing.ts'
import { decisionsOf, programOf, runUntil } from './program.testing.ts'
import { wakeAt, type Turn } from './turn/turn.ts'

const program = programOf(`
playbook: test
promises:
  stated:
    key: data.promise
    owner: field
    made-by: { fact: promise.made }
    due: { to: { cel: data.due } }
    kept-by: { fact: promise.kept }
    moments:
      - { id: heads_up, at: { jeopardy: medium, until: due.to }, say: heads-up }
      - { id: next, at: { fact: visit.next-stop, key: data.visit }, say: next }
`)
const made = given('promise.made', '2 09:00', { promise: 'p', kind: 'k', due: text('9 17:00') })
const kept = given('promise.kept', '10 09:00', { promise: 'p' })
const stands = ({ published }: Turn) => [...published.values()].flatMap(standing)

test('what was heard by the last instant counts, at it too; what was heard later does not', () => {
  expect(stands(runUntil('10 08:59', program, [made, kept]))).toEqual(['broken 9 17:00'])
  expect(stands(runUntil('10 09:00', program, [made, kept]))).toEqual(['broken 9 17:00 cured 10 09:00'])
})

test('what is due at the last instant has happened', () => {
  expect(stands(runUntil('9 16:59', program, [made]))).toEqual(['open'])
  expect(stands(runUntil('9 17:00', program, [made]))).toEqual(['broken 9 17:00'])
  expect(decisionsOf(runUntil('8 17:00', program, [made]))).toEqual(['8 17:00 heads_up held: no forecast'])
})

test('what Troth itself once decided is left out; what another turn told this one is kept', () => {
  const engine = { origin: 'engine', source: 'troth' } as const
  const nextStop = given('visit.next-stop', '4 09:00', { visit: 'p' }, engine)
  const opened = given('case.opened', '3 09:00', { case: 'c' }, engine)
  const turn = runUntil('5 00:00', program, [made, opened, nextStop])
  expect(turn.openCases).toBe(0)
  expect(decisionsOf(turn)).toEqual(['4 09:00 next said: its time has come'])
})

test('facts may come in any order: they are run in the order they were heard', () => {
  expect(stands(runUntil('11 00:00', program, [kept, made]))).toEqual(['broken 9 17:00 cured 10 09:00'])
})

test('a subject has one hour to wake at: the earliest it waits for, and none when nothing is waited for', () => {
  expect(wakeAt(runUntil('3 00:00', program, [made]))).toBe(on('8 17:00'))
  expect(wakeAt(runUntil('8 18:00', program, [made]))).toBe(on('9 17:00'))
  expect(wakeAt(runUntil('11 00:00', program, [made]))).toBeNull()
  expect(wakeAt(runUntil('3 00:00', program, []))).toBeNull()
})

test('the clock of a replay ends at its last instant', () => {
  expect(runUntil('11 00:00', program, [made]).now).toBe(on('11 00:00'))
})

test('what is heard at one instant is taken in before anything is said of it', () => {
  const [madeLate, keptLate] = [made, kept].map((fact) => ({ ...fact, heard: on('20 09:00') }))
  const turn = runUntil('21 00:00', program, [madeLate ?? made, keptLate ?? kept])
  expect(turn.changes.map(({ change }) => `${change.kind} ${change.version.state}`)).toEqual([
    'opened broken',
    'settled broken',
    'cured broken',
  ])
  const early = { ...kept, time: on('5 09:00'), heard: on('20 09:00') }
  const whole = runUntil('21 00:00', program, [madeLate ?? made, early])
  expect(whole.changes.map(({ change }) => `${change.kind} ${change.version.state}`)).toEqual([
    'opened kept',
    'settled kept',
  ])
})
