import { expect, test } from 'vitest'
import { draw } from '../model/past.testing.ts'
import { fitAdditive, solve, type Design } from './additive.ts'

const COUNT = 4000

/** One column of ones, one number, and a table of two cells. */
function designOf(oddsOf: (number: number, cell: number) => number): Design {
  const rows = new Float64Array(COUNT * 2)
  const labels = new Uint8Array(COUNT)
  const cells = new Int32Array(COUNT)
  for (let n = 0; n < COUNT; n++) {
    const number = draw(n) * 4 - 2
    const cell = draw(n + 17) < 0.5 ? 0 : 1
    rows.set([1, number], n * 2)
    cells[n] = cell
    labels[n] = draw(n + 97) < 1 / (1 + Math.exp(-oddsOf(number, cell))) ? 1 : 0
  }
  return { width: 2, rows, labels, weights: new Float64Array(COUNT).fill(1), tables: [{ cells, size: 2 }] }
}

const free = { towards: [0, 0], strength: [0.01, 0.01], tables: 0.01 }

test('it finds what made the labels', () => {
  const { numbers, tables } = fitAdditive(
    designOf((number, cell) => number + (cell === 1 ? 1 : -1)),
    free,
  )
  expect(numbers[1]).toBeCloseTo(1, 0)
  expect((tables[0]?.[1] ?? 0) - (tables[0]?.[0] ?? 0)).toBeCloseTo(2, 0)
})

test('at the best fit all probabilities sum to all labels', () => {
  const design = designOf((number) => 0.5 * number - 1)
  const { numbers, tables } = fitAdditive(design, free)
  let [sum, labels] = [0, 0]
  for (let n = 0; n < COUNT; n++) {
    const odds =
      (numbers[0] ?? 0) +
      (numbers[1] ?? 0) * (design.rows[2 * n + 1] ?? 0) +
      (tables[0]?.[design.tables[0]?.cells[n] ?? 0] ?? 0)
    sum += 1 / (1 + Math.exp(-odds))
    labels += design.labels[n] ?? 0
  }
  expect(sum / labels).toBeCloseTo(1, 2)
})

test('a firm belief holds against little, and a table against nothing', () => {
  const { numbers, tables } = fitAdditive(
    designOf(() => 0),
    { towards: [0, 1], strength: [0.01, 1e9], tables: 1e9 },
  )
  expect(numbers[1]).toBeCloseTo(1, 3)
  expect(tables[0]?.[0]).toBeCloseTo(0, 3)
})

test('a system of equations is solved', () => {
  const lower = Float64Array.from([4, 0, 2, 3])
  expect([...solve(lower, Float64Array.from([10, 8]))].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([
    1.75, 1.5,
  ])
})
