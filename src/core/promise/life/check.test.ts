import { expect, test } from 'vitest'
import type { Fact } from '../../fact/fact.ts'
import { given, on } from '../../fact/fact.testing.ts'
import { isCounted } from '../customer-promise.ts'
import { promiseAt, promiseOf, standing, statedRule } from '../promise.testing.ts'
import type { PromiseRule } from '../rule.ts'

const price: PromiseRule = {
  ...statedRule,
  due: () => ({ from: null, to: null }),
  standing: {
    childKey: ({ data }) => String(data['bill']),
    until: () => on('20 00:00'),
    holds: (promised, stated) => promised['amount'] === stated['amount'],
  },
}
const accepted = given('promise.made', '2 09:00', { promise: 'p', kind: 'price', owner: 'billing', amount: '10' })
const bill = (time: string, name: string, amount: string): Fact =>
  given('bill.drafted', time, { promise: 'p', bill: name, amount })
const checks = (...facts: readonly Fact[]) =>
  promiseOf([accepted, ...facts], price).children.map((child) => [child.key, ...standing(child)])

test('each check of a standing promise is a child promise of its own, kept or broken by the check itself', () => {
  expect(checks(bill('4 09:00', 'march', '10'), bill('5 09:00', 'april', '12'))).toEqual([
    ['p/march', 'kept 4 09:00'],
    ['p/april', 'broken 5 09:00'],
  ])
})

test('only the children are counted, and they belong to the owner of the whole', () => {
  const parent = promiseOf([accepted, bill('4 09:00', 'march', '10')], price)
  expect([isCounted(parent), ...parent.children.map(isCounted)]).toEqual([false, true])
  expect(parent.children).toMatchObject([{ kind: 'price', owner: 'billing', id: 'test.stated/p/march' }])
})

test('a standing promise does not run out by itself', () => {
  expect(standing(promiseAt('30 00:00', [accepted], price))).toEqual(['open'])
})

test('a draft put right is a break that was cured', () => {
  expect(checks(bill('4 09:00', 'march', '12'), bill('4 15:00', 'march', '10'))).toEqual([
    ['p/march', 'broken 4 09:00 cured 4 15:00'],
  ])
})

test('a right draft that is then made wrong is broken', () => {
  expect(checks(bill('4 09:00', 'march', '10'), bill('4 15:00', 'march', '12'))).toEqual([
    ['p/march', 'broken 4 15:00'],
  ])
})

test('after `until` nothing is promised any more, at `until` it still is', () => {
  expect(checks(bill('20 00:00', 'march', '10'), bill('20 00:01', 'april', '12'))).toEqual([
    ['p/march', 'kept 20 00:00'],
  ])
})
