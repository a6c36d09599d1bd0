import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GSM_BASIC, GSM_EXTENSION, segmentsOf, splitSms } from './segments.ts'

const gsmLetter = fc.constantFrom(
  ...Array.from(GSM_BASIC).filter((letter) => letter !== '\u{1B}'),
  ...GSM_EXTENSION.keys(),
)
const gsmText = fc.array(gsmLetter, { maxLength: 700 }).map((letters) => letters.join(''))
const anyText = fc.oneof(
  gsmText,
  fc.array(fc.oneof(gsmLetter, fc.constantFrom('👍', '你', 'ك', '👩‍🔧')), { maxLength: 300 }).map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
)

/** Counted apart from the code: an extension letter is an escape and its code. */
const septets = (text: string) => Array.from(text).reduce((sum, letter) => sum + (GSM_EXTENSION.has(letter) ? 2 : 1), 0)

test('the alphabet has the 128 places of the standard, each once', () => {
  expect(Array.from(GSM_BASIC).length).toBe(128)
  expect(new Set(GSM_BASIC).size).toBe(128)
  expect(['@', 'Δ', '\u{1B}', ' ', '¡', 'A', '§', '¿', 'a', 'à'].map((letter) => GSM_BASIC.indexOf(letter))).toEqual([
    0x00, 0x10, 0x1b, 0x20, 0x40, 0x41, 0x5f, 0x60, 0x61, 0x7f,
  ])
})

test.each([
  ['', { encoding: 'gsm-7', units: 0, segments: 1, perSegment: 160 }],
  ['x'.repeat(160), { encoding: 'gsm-7', units: 160, segments: 1, perSegment: 160 }],
  ['x'.repeat(161), { encoding: 'gsm-7', units: 161, segments: 2, perSegment: 153 }],
  ['x'.repeat(306), { encoding: 'gsm-7', units: 306, segments: 2, perSegment: 153 }],
  ['x'.repeat(307), { encoding: 'gsm-7', units: 307, segments: 3, perSegment: 153 }],
  ['€'.repeat(80), { encoding: 'gsm-7', units: 160, segments: 1, perSegment: 160 }],
  ['Grüße, ¿qué?', { encoding: 'gsm-7', units: 12, segments: 1, perSegment: 160 }],
  ['“quoted”', { encoding: 'ucs-2', units: 8, segments: 1, perSegment: 70 }],
  ['ç', { encoding: 'ucs-2', units: 1, segments: 1, perSegment: 70 }],
  ['ك'.repeat(70), { encoding: 'ucs-2', units: 70, segments: 1, perSegment: 70 }],
  ['ك'.repeat(71), { encoding: 'ucs-2', units: 71, segments: 2, perSegment: 67 }],
  ['👍'.repeat(36), { encoding: 'ucs-2', units: 72, segments: 2, perSegment: 67 }],
  ['a\u{1B}b', { encoding: 'ucs-2', units: 3, segments: 1, perSegment: 70 }],
] as const)('%j costs what phones and bills say', (text, expected) => {
  expect(segmentsOf(text)).toEqual(expected)
})

test('a letter of two units at the end of a part begins the next: 153 septets hold 76 euros and a half', () => {
  expect(splitSms('€'.repeat(153)).map((part) => part.length)).toEqual([76, 76, 1])
  expect(splitSms('👍'.repeat(67)).map((part) => Array.from(part).length)).toEqual([33, 33, 1])
})

test('law: the parts joined are the text, as many as were counted, and none holds too much', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { encoding, units, segments, perSegment } = segmentsOf(text)
      const parts = splitSms(text)
      expect(parts.join('')).toBe(text)
      expect(parts.length).toBe(segments)
      const sizes = parts.map((part) => (encoding === 'gsm-7' ? septets(part) : part.length))
      expect(Math.max(...sizes)).toBeLessThanOrEqual(perSegment)
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(units)
      for (const part of parts.slice(1)) expect(part).not.toBe('')
    }),
  )
})

test('law: no part begins or ends inside a letter of two units', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(splitSms(text).flatMap((part) => Array.from(part))).toEqual(Array.from(text))
    }),
  )
})
