import fc from 'fast-check'
import { expect, test } from 'vitest'
import { on } from '../fact/fact.testing.ts'
import { hours } from '../time/instant.ts'
import { made, promiseOf, statedRule } from './promise.testing.ts'
import { usualTellBy } from './tell-by.ts'

const instant = (due: string) => ({ from: null, to: on(due) })

test('of a window, tell-by is an hour before its start', () => {
  expect(usualTellBy(on('2 09:00'), { from: on('5 08:00'), to: on('5 12:00') })).toBe(on('5 07:00'))
})

test('of an instant, tell-by is a day before it', () => {
  expect(usualTellBy(on('2 09:00'), instant('5 17:00'))).toBe(on('4 17:00'))
  expect(usualTellBy(on('2 17:00'), instant('4 17:00'))).toBe(on('3 17:00'))
})

test('of a promise shorter than two days, tell-by is at half its length', () => {
  expect(usualTellBy(on('2 09:00'), instant('2 17:00'))).toBe(on('2 13:00'))
})

test('word is never due before the promise is made', () => {
  expect(usualTellBy(on('5 07:30'), { from: on('5 08:00'), to: on('5 12:00') })).toBe(on('5 07:30'))
  expect(usualTellBy(on('6 09:00'), instant('5 17:00'))).toBe(on('6 09:00'))
})

test('without a due time there is no tell-by', () => {
  expect(usualTellBy(on('2 09:00'), { from: null, to: null })).toBeNull()
})

test('a playbook’s own tell-by counts, but never before the making', () => {
  const early = { ...statedRule, tellBy: () => on('1 09:00') }
  expect(promiseOf([made('2 09:00', '5 17:00')], early).versions).toMatchObject([{ tellBy: on('2 09:00') }])
})

test('where a playbook’s own tell-by hangs on a start that is not known, the usual one stands', () => {
  const ofWindows: typeof statedRule = { ...statedRule, tellBy: ({ from }) => from }
  expect(promiseOf([made('2 09:00', '5 17:00')], ofWindows).versions).toMatchObject([{ tellBy: on('4 17:00') }])
})

test('law: tell-by lies between the making and the due time', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.option(fc.nat({ max: hours(12) })), (made, length, window) => {
      const to = made + length
      const tellBy = usualTellBy(made, { from: window === null ? null : to - window, to })
      expect(tellBy).toBeGreaterThanOrEqual(made)
      expect(tellBy).toBeLessThanOrEqual(to)
    }),
  )
})
