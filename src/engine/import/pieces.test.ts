import fc from 'fast-check'
import { expect, test } from 'vitest'
import { given } from '../../core/fact/fact.testing.ts'
import { pieces } from './pieces.ts'

const customer = (rows: readonly number[]) => ({
  customer: 'c',
  facts: rows.flatMap((size, row) =>
    Array.from({ length: size }, (_, n) => given('x.y', '2 09:00', {}, { id: `${row}:${n}` })),
  ),
  lines: rows.flatMap((size, row) => Array.from({ length: size }, () => row + 1)),
})

test('rows are never cut, and pieces are as large as they may be', () => {
  expect([...pieces(customer([2, 2, 2, 1]), 4)].map(({ lines }) => lines)).toEqual([
    [1, 1, 2, 2],
    [3, 3, 4],
  ])
})

test('a row that is larger than a piece may be stays whole', () => {
  expect([...pieces(customer([1, 5, 1]), 3)].map(({ lines }) => lines)).toEqual([[1], [2, 2, 2, 2, 2], [3]])
})

test('law: pieces in their order are the customer again, and no two share a row', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 20 })
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 6 }), (rows, most) => {
      const whole = customer(rows)
      const cut = [...pieces(whole, most)]
      expect(cut.flatMap(({ facts }) => facts)).toEqual(whole.facts)
      const rowsOf = cut.map(({ lines }) => new Set(lines))
      expect(rowsOf.reduce((sum, one) => sum + one.size, 0)).toBe(rows.length)
    }),
  )
})
