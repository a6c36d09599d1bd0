import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calibrated } from '../model/calibrated.ts'
import { draw } from '../model/past.testing.ts'
import { calibrationOf, earnedCalibration } from './calibrate.ts'
import type { Judged } from './figures.ts'

const judged = fc.array(fc.record({ probability: fc.double({ min: 0, max: 1, noNaN: true }), broken: fc.boolean() }), {
  minLength: 1,
  maxLength: 300,
})

test('law: calibrating never turns two scores round, and stays a probability', () => {
  fc.assert(
    fc.property(
      judged,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (given, a, b) => {
        const curve = calibrationOf(given)
        const [low, high] = [calibrated(curve, Math.min(a, b)), calibrated(curve, Math.max(a, b))]
        expect(low).toBeLessThanOrEqual(high)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
      },
    ),
  )
})

/** Says a half when three in ten break: always too much. */
const crowd = (count: number, share: number): readonly Judged[] =>
  Array.from({ length: count }, (_, n) => ({ probability: 0.4 + draw(n) / 5, broken: draw(n + 31) < share }))

test('what is always too much is taken back', () => {
  const curve = earnedCalibration([crowd(20_000, 0.3), crowd(20_000, 0.3)])
  expect(calibrated(curve, 0.5)).toBeLessThan(0.42)
})

test('what was too much in one season and too little in the next stays as given', () => {
  expect(earnedCalibration([crowd(20_000, 0.3), crowd(20_000, 0.7)])).toEqual([])
  expect(calibrated([], 0.37)).toBe(0.37)
})
