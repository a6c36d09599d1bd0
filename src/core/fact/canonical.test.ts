import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical.ts'

test('keys stand in code-unit order, absent fields are left out, nothing is spaced', () => {
  expect(canonicalJson({ b: 1, a: [{ d: null, c: undefined }], '€': 'ö', Z: true })).toBe(
    '{"Z":true,"a":[{"d":null}],"b":1,"€":"ö"}',
  )
})

test('what JSON does not know is null, in a list and alone', () => {
  expect(canonicalJson([undefined, Number.NaN])).toBe('[null,null]')
  expect(canonicalJson(undefined)).toBe('null')
})

const shuffledKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffledKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, shuffledKeys(inner)]),
  )
}

test('law: two values have one text exactly when they are the same JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(canonicalJson(shuffledKeys(a))).toBe(canonicalJson(a))
      expect(JSON.parse(canonicalJson(a))).toEqual(JSON.parse(JSON.stringify(a)))
      if (canonicalJson(a) === canonicalJson(b))
        expect(JSON.stringify(shuffledKeys(a))).toHaveLength(JSON.stringify(b).length)
    }),
  )
})
