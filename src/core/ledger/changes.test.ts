import { expect, test } from 'vitest'
import { broken, credited, kept, made, moved, promiseAt, promiseOf, withdrawn } from '../promise/promise.testing.ts'
import type { CustomerPromise } from '../promise/customer-promise.ts'
import { asOf, runsOutAt } from './as-of.ts'
import { changesOf } from './changes.ts'
import { given, on } from '../fact/fact.testing.ts'
import { statedRule } from '../promise/promise.testing.ts'

const booked = made('2 09:00', '5 17:00')
const inShort = (before: CustomerPromise | undefined, after: CustomerPromise) =>
  changesOf(before, after).map(
    ({ kind, version, from }) => `${kind} ${version.n} ${from?.state ?? '-'}→${version.state}`,
  )

test('a promise opens, settles and is cured: each is one change', () => {
  const [open, late, cured] = [
    promiseOf([booked]),
    promiseAt('6 00:00', [booked]),
    promiseOf([booked, credited('7 09:00')]),
  ]
  expect(inShort(undefined, open)).toEqual(['opened 1 -→open'])
  expect(inShort(open, late)).toEqual(['settled 1 open→broken'])
  expect(inShort(late, cured)).toEqual(['cured 1 broken→broken'])
  expect(inShort(open, cured)).toEqual(['settled 1 open→broken', 'cured 1 open→broken'])
})

test('heard of when all was over, it opens, settles and is cured at once', () => {
  expect(inShort(undefined, promiseOf([booked, kept('6 09:00')]))).toEqual([
    'opened 1 -→broken',
    'settled 1 -→broken',
    'cured 1 -→broken',
  ])
})

test('a slip settles one version and opens the next', () => {
  expect(inShort(promiseOf([booked]), promiseOf([booked, moved('3 09:00', '9 17:00')]))).toEqual([
    'settled 1 open→broken',
    'opened 2 -→open',
  ])
})

test('late evidence corrects a settlement, a time of it, terms, and a cure', () => {
  const late = promiseAt('6 00:00', [booked])
  expect(inShort(late, promiseOf([booked, kept('4 09:00')]))).toEqual(['corrected 1 broken→kept'])
  const kept9 = promiseOf([booked, kept('4 09:00')])
  expect(inShort(kept9, promiseOf([booked, kept('4 08:00')]))).toEqual(['corrected 1 kept→kept'])
  expect(inShort(promiseOf([booked]), promiseOf([booked, made('1 09:00', '5 17:00')]))).toEqual([
    'corrected 1 open→open',
  ])
  const cured = promiseOf([booked, credited('7 09:00')])
  expect(inShort(cured, promiseOf([booked, credited('7 09:00'), kept('6 09:00')]))).toEqual([
    'corrected 1 broken→broken',
  ])
})

test('late evidence may undo a version', () => {
  const slipped = [booked, moved('4 09:00', '9 17:00')]
  expect(inShort(promiseOf(slipped), promiseOf([...slipped, withdrawn('3 09:00')]))).toEqual([
    'corrected 1 broken→withdrawn',
    'undone 2 open→open',
  ])
})

test('a settled version that is open again is corrected, whatever it was', () => {
  const open = promiseOf([booked])
  for (const state of ['kept', 'broken', 'disputed', 'withdrawn'] as const) {
    const before = { ...open, versions: open.versions.map((version) => ({ ...version, state, settledAt: 1 })) }
    expect(inShort(before, open)).toEqual([`corrected 1 ${state}→open`])
  }
})

test('a witness more changes nothing that may be said', () => {
  expect(inShort(promiseOf([booked]), promiseOf([booked, moved('3 09:00', '5 17:00')]))).toEqual([])
})

test('a promise runs out at its due time and its grace, and without a due time never', () => {
  const grace = { ...statedRule, grace: 60_000 }
  expect(runsOutAt(promiseOf([booked], grace))).toBe(on('5 17:01'))
  expect(runsOutAt(promiseOf([given('promise.made', '2 09:00', { promise: 'p' })]))).toBeNull()
  expect(runsOutAt(promiseOf([booked, broken('3 09:00')]))).toBeNull()
})

test('looking at a promise does not change what the facts say of it', () => {
  const promise = promiseOf([booked])
  expect(asOf(promise, on('9 00:00'))).not.toBe(promise)
  expect(promise.versions[0]?.state).toBe('open')
  expect(asOf(promise, on('4 00:00'))).toBe(promise)
})
