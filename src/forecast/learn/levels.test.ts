import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hours } from '../../core/time/instant.ts'
import { levelsOf, policyOf, type Watched } from './levels.ts'

/** Looked at once, at the last look, ten hours before due. */
const watched = (probability: number, broken: boolean): Watched => ({
  broken,
  dueTo: hours(10),
  looks: [{ at: 0, probability, isLast: true }],
})

const many = (count: number, one: Watched): readonly Watched[] => Array.from({ length: count }, () => one)

/** 100 breaks, so many of them seen only from 0.3 on, and 100 kept that look half as bad. */
const fold = (hidden: number): readonly Watched[] => [
  ...many(100 - hidden, watched(0.8, true)),
  ...many(hidden, watched(0.3, true)),
  ...many(100, watched(0.5, false)),
]

const lastOf = (folds: readonly (readonly Watched[])[], falseAlarmCost: number): number =>
  levelsOf(folds, falseAlarmCost).last.medium

test('a cheap false alarm lowers the level from which the customer is told', () => {
  expect(lastOf([fold(3)], 1)).toBe(0.8)
  expect(lastOf([fold(3)], 0.01)).toBe(0.3)
})

test('however dear a false alarm, no more than 3 of 100 breaks stay silent', () => {
  expect(lastOf([fold(3)], 99)).toBe(0.8)
  expect(lastOf([fold(4)], 99)).toBe(0.3)
})

test('one bad stretch of the past is not averaged away by two good ones', () => {
  expect(lastOf([fold(0), fold(0), fold(4)], 1)).toBe(0.3)
})

test('a stretch of a few breaks counts with the others only', () => {
  expect(lastOf([fold(0), [watched(0.3, true)]], 1)).toBe(0.8)
})

test('early word is given only where nine in ten of those who get it will need it', () => {
  const early = (probability: number, broken: boolean): Watched => ({
    broken,
    dueTo: hours(100),
    looks: [
      { at: 0, probability, isLast: false },
      { at: hours(50), probability: broken ? 0.8 : 0.1, isLast: true },
    ],
  })
  const sure = [...many(38, early(0.95, true)), ...many(2, early(0.95, false))]
  const even = [...many(20, early(0.9, true)), ...many(20, early(0.9, false))]
  expect(levelsOf([[...sure, ...even]], 1).early.medium).toBe(0.91)
})

test('where nothing was watched the level is one half', () => {
  expect(lastOf([], 1)).toBe(0.5)
})

test('law: what telling by the levels comes to leaves at most 3 of 100 silent, unless the lowest level does not', () => {
  const one = fc.record({ probability: fc.double({ min: 0.01, max: 1, noNaN: true }), broken: fc.boolean() })
  const crowd = fc.array(one, { minLength: 40, maxLength: 120 })
  fc.assert(
    fc.property(fc.array(crowd, { minLength: 1, maxLength: 3 }), fc.double({ min: 0.01, max: 99 }), (folds, cost) => {
      const past = folds.map((some) => some.map(({ probability, broken }) => watched(probability, broken)))
      const policy = policyOf(past.flat(), levelsOf(past, cost))
      if (policy !== null) expect(policy.silentPer100Broken).toBeLessThanOrEqual(3)
    }),
  )
})
