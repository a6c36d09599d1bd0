import { expect, test } from 'vitest'
import { figuresOf, logLoss } from './figures.ts'

const judged = (...pairs: readonly (readonly [number, 0 | 1])[]) =>
  pairs.map(([probability, broken]) => ({ probability, broken: broken === 1 }))

test('scores that tell perfectly, not at all, and the wrong way round', () => {
  expect(figuresOf(judged([0.9, 1], [0.8, 1], [0.2, 0], [0.1, 0]))?.auc).toBe(1)
  expect(figuresOf(judged([0.5, 1], [0.5, 0], [0.5, 1], [0.5, 0]))?.auc).toBe(0.5)
  expect(figuresOf(judged([0.1, 1], [0.9, 0]))?.auc).toBe(0)
})

test('recall at a precision counts those who would be told together', () => {
  const figures = figuresOf(judged([0.9, 1], [0.9, 1], [0.8, 1], [0.7, 0], [0.6, 1]))
  expect(figures?.recallAtPrecision['0.95']).toBe(0.75)
  expect(figuresOf(judged([0.9, 1], [0.9, 0]))?.recallAtPrecision['0.90']).toBe(0)
})

test('ECE is how far tenths of the scale lie from what came', () => {
  expect(figuresOf(judged([0.65, 1], [0.65, 0], [0.05, 0], [0.05, 0]))?.ece).toBeCloseTo(0.1, 10)
})

test('where all broke or all were kept there is nothing to tell apart', () => {
  expect(figuresOf(judged([0.9, 1], [0.8, 1]))).toBeNull()
  expect(figuresOf([])).toBeNull()
})

test('surprise is less for those who were sure and right', () => {
  expect(logLoss(judged([0.9, 1], [0.1, 0]))).toBeLessThan(logLoss(judged([0.6, 1], [0.4, 0])))
  expect(logLoss(judged([0, 1]))).toBeLessThan(Infinity)
})
