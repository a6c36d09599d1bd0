import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonBreaksAt } from './json-place.ts'

const placeIn = (text: string): string => {
  const { line, column } = jsonBreaksAt(text)
  return `${line}:${column}`
}

test('a person is shown the character at which the text is no JSON any more', () => {
  expect(placeIn('{"a":}')).toBe('1:6')
  expect(placeIn('{"a": 1,\n "b" 2}')).toBe('2:6')
  expect(placeIn('[1, 2')).toBe('1:6')
  expect(placeIn('[1,]')).toBe('1:4')
  expect(placeIn('{"a": 1,}')).toBe('1:9')
  expect(placeIn("{'a': 1}")).toBe('1:2')
  expect(placeIn('{"a": "never ends')).toBe('1:18')
  expect(placeIn('{"a": nul}')).toBe('1:7')
  expect(placeIn('{"a": 01}')).toBe('1:8')
  expect(placeIn('{} {}')).toBe('1:4')
  expect(placeIn('')).toBe('1:1')
  expect(placeIn('[}')).toBe('1:2')
  expect(placeIn('"a\tb"')).toBe('1:3')
})

test('a text that nests four million deep is walked to its end', () => {
  expect(placeIn('['.repeat(4_000_000))).toBe('1:4000001')
})

test('law: a text that is JSON breaks nowhere before its end', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(0, 2), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent)
      const lines = text.split('\n')
      expect(placeIn(text)).toBe(`${lines.length}:${(lines.at(-1) ?? '').length + 1}`)
    }),
  )
})
