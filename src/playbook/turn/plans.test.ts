import fc from 'fast-check'
import { expect, test } from 'vitest'
import { insertPlan, removePlans, type Plan } from './plans.ts'

const plan: fc.Arbitrary<Plan> = fc.record({
  at: fc.nat({ max: 3 }),
  promise: fc.constantFrom('a', 'b'),
  version: fc.constantFrom(1, 2),
  what: fc.constantFrom('runs-out', 'tell-by'),
})

/** What is taken from the end is next. */
const inOrder = (plans: readonly Plan[]): readonly Plan[] => plans.toReversed()
const filled = (drawn: readonly Plan[]): Plan[] => {
  const plans: Plan[] = []
  for (const one of drawn) insertPlan(plans, one)
  return plans
}
const rank = ({ at, what, promise, version }: Plan): string =>
  `${at} ${what === 'tell-by' ? 0 : 1} ${promise} ${version}`

test('law: plans come in the order of time; at one instant tell-by before what runs out, then by name', () => {
  fc.assert(
    fc.property(fc.array(plan), (drawn) => {
      expect(inOrder(filled(drawn)).map(rank)).toEqual(drawn.map(rank).toSorted())
    }),
  )
})

test('law: the order of planning makes no difference', () => {
  fc.assert(
    fc.property(fc.array(plan), (drawn) => {
      expect(filled(drawn.toReversed())).toEqual(filled(drawn))
    }),
  )
})

test('law: what is removed of a version is all of it and nothing else', () => {
  fc.assert(
    fc.property(fc.array(plan), (drawn) => {
      const plans = filled(drawn)
      const isIt = ({ promise, version }: Plan): boolean => promise === 'a' && version === 2
      expect(removePlans(plans, 'a', 2)).toEqual(inOrder(filled(drawn.filter(isIt))))
      expect(plans).toEqual(filled(drawn.filter((one) => !isIt(one))))
    }),
  )
})
