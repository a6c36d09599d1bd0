import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrast, READABLE, readableBeside } from './contrast.ts'

test('black on white is 21, a colour on itself 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#0f4a5a', '#0f4a5a')).toBe(1)
  expect(contrast('#0f4a5a', '#ffffff')).toBeCloseTo(9.8, 1)
})

test('a colour that can be read stays as the company chose it', () => {
  expect(readableBeside('#0f4a5a', '#ffffff')).toBe('#0f4a5a')
})

test('law: whatever colour a company chooses, its text can be read on white and on the dark page', () => {
  const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(colour, fc.constantFrom('#ffffff', '#15181d'), (hex, page) => {
      expect(contrast(readableBeside(hex, page), page)).toBeGreaterThanOrEqual(READABLE)
    }),
  )
})

test('what is no colour is refused', () => {
  expect(() => contrast('red', '#ffffff')).toThrow(RangeError)
})
