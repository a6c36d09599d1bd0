import fc from 'fast-check'
import { expect, test } from 'vitest'

import { subjectOfLine } from './subject-of-line.ts'

test.each([
  ['{"id":"1","subject":"case:9","data":{}}', 'case:9'],
  ['{ "data" : {"a":{}} , "subject" : "case:9" }', 'case:9'],
  ['{"data":{"subject":"inner"},"subject":"case:9"}', 'case:9'],
  ['{"data":{"subject":"inner"}}', undefined],
  ['{"subject":"first","subject":"last"}', 'last'],
  ['{"type":"subject","x":1}', undefined],
  ['{"list":[{"subject":"x"}],"id":"1"}', undefined],
  ['{"sub\\u006aect":"case:9"}', 'case:9'],
  ['{"subject":"ca\\"se"}', 'ca"se'],
  ['{"subject":7}', undefined],
  ['{"subject":""}', ''],
  ['["subject"]', undefined],
  ['"subject"', undefined],
  ['null', undefined],
  ['', undefined],
])('%s is about %s', (line, subject) => {
  expect(subjectOfLine(line)).toBe(subject)
})

const name = fc.constantFrom('subject', 'id', 'data', 'a"subject', '', '\\')
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(
      fc.constantFrom('subject', '"subject":', '\\', '"', '{', 'x'),
      fc.string(),
      fc.integer(),
      fc.constant(null),
    ),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(name, tie('any'), { maxKeys: 4 }),
  ),
})).any

test('law: for any JSON it answers as JSON.parse does', () => {
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 1, '\t'), (given, space) => {
      const line = JSON.stringify(given, null, space)
      const parsed: unknown = JSON.parse(line)
      const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      const subject = isObject && 'subject' in parsed ? parsed.subject : undefined
      expect(subjectOfLine(line)).toBe(typeof subject === 'string' ? subject : undefined)
    }),
    { numRuns: 1000 },
  )
})

test('law: a line that is not JSON never throws', () => {
  const part = fc.constantFrom('"subject"', ':', '"', '{', '}', '[', ',', '\\', 'x', ' ')
  fc.assert(fc.property(fc.array(part), (parts) => void subjectOfLine(parts.join(''))))
})
