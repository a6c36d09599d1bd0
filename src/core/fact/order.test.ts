import fc from 'fast-check'
import { expect, test } from 'vitest'
import { given, on } from './fact.testing.ts'
import type { Fact } from './fact.ts'
import { byHeard, byTime } from './order.ts'

const named = (id: string, more: Partial<Fact> = {}): Fact => ({ ...given('x', '2 09:00'), id, ...more })
const idsBy = (order: typeof byTime, ...facts: readonly Fact[]) => facts.toSorted(order).map(({ id }) => id)

test('promises are folded in the order of when it was true, whatever was heard first', () => {
  const early = named('b', { time: on('2 08:00'), heard: on('3 00:00') })
  expect(idsBy(byTime, named('a'), early)).toEqual(['b', 'a'])
  expect(idsBy(byHeard, early, named('a'))).toEqual(['a', 'b'])
})

test('at one instant the source counts, then its own sequence, then the id', () => {
  const facts = [
    named('1', { source: 'b' }),
    named('4', { source: 'a', sequence: '10' }),
    named('3', { source: 'a', sequence: '9' }),
    named('2', { source: 'a', sequence: '9' }),
  ]
  expect(idsBy(byTime, ...facts)).toEqual(['2', '3', '4', '1'])
})

test('a fact without a sequence comes before those of its source that have one', () => {
  expect(idsBy(byTime, named('a', { sequence: '1' }), named('z'))).toEqual(['z', 'a'])
})

const fact: fc.Arbitrary<Fact> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    source: fc.constantFrom('s', 't'),
    time: fc.nat({ max: 1 }),
    heard: fc.nat({ max: 1 }),
    sequence: fc.constantFrom(undefined, '1', '9', '10'),
  })
  .map(({ sequence, ...rest }) => named(rest.id, { ...rest, ...(sequence === undefined ? {} : { sequence }) }))

test('law: both orders are total, so a sort never depends on what stood where', () => {
  fc.assert(
    fc.property(fact, fact, fact, fc.constantFrom(byTime, byHeard), (a, b, c, order) => {
      expect(Math.sign(order(a, b))).toBe(0 - Math.sign(order(b, a)))
      if (order(a, b) <= 0 && order(b, c) <= 0) expect(order(a, c)).toBeLessThanOrEqual(0)
    }),
    { numRuns: 2000 },
  )
})

test('law: only the same fact has the same place', () => {
  fc.assert(
    fc.property(fact, fact, (a, b) => {
      const same = a.id === b.id && a.source === b.source && a.time === b.time && a.sequence === b.sequence
      expect(byTime(a, b) === 0).toBe(same)
    }),
  )
})
