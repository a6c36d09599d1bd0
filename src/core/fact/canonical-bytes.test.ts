import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  closeList,
  closeText,
  openList,
  startBytes,
  writeEach,
  writeFlag,
  writeNumber,
  writeText,
  type CanonicalBytes,
} from './canonical-bytes.ts'
import { textOf } from './canonical-bytes.testing.ts'

type Value = string | number | boolean | null | readonly Value[]

const { value } = fc.letrec<{ value: Value; list: readonly Value[] }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({
      unit: fc.oneof(fc.constantFrom('"', '\\', '\n', '\u007f', 'é', '€', '😀', '\ud83d', '\ude00'), fc.string()),
    }),
    fc.integer(),
    fc.double(),
    fc.nat({ max: 4_000_000_000 }),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
  ),
  list: fc.array(tie('value'), { maxLength: 5 }),
}))

function writeValue(out: CanonicalBytes, given: Value): void {
  if (given === null || typeof given === 'string') writeText(out, given)
  else if (typeof given === 'number') writeNumber(out, given)
  else if (typeof given === 'boolean') writeFlag(out, given)
  else writeEach(out, given, writeValue)
}

function writeWhole(out: CanonicalBytes, values: readonly Value[]): void {
  openList(out)
  for (const each of values) writeValue(out, each)
  closeText(out)
}

test('law: what is written is what JSON.stringify writes, and its length in UTF-16 units is known', () => {
  fc.assert(
    fc.property(fc.array(value), (values) => {
      const text = JSON.stringify(values)
      expect(textOf((out) => writeWhole(out, values))).toBe(text)
      const out = startBytes(0)
      writeWhole(out, values)
      expect(out.size - out.extra).toBe(text.length)
    }),
  )
})

test('texts stand one after the other, as the caller divides them', () => {
  const two = textOf((out) => {
    writeWhole(out, [])
    writeWhole(out, [[], 'a'])
  })
  expect(two).toBe('[][[],"a"]')
})

test('a list ends where it is closed, empty or not', () => {
  const nested = textOf((out) => {
    openList(out)
    openList(out)
    closeList(out)
    writeNumber(out, 0)
    openList(out)
    writeText(out, '')
    closeList(out)
    closeText(out)
  })
  expect(nested).toBe('[[],0,[""]]')
})
