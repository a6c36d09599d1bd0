import { expect, test } from 'vitest'
import { parseInstant } from '../../core/time/instant.ts'
import { zone } from '../../core/time/zone.ts'
import { instantText, readInstant } from './local-instant.ts'
import { readExamples, type Example } from './read.ts'

const example = (given: string, zoneName = 'Europe/London'): string => `- example: It is shown.
  zone: ${zoneName}
  given:
    - ${given}
  until: 2026-03-31 00:00
  expect: []
`

function one(text: string): Example {
  const read = readExamples(text, 'examples.yaml', 'mine')
  const [first] = 'examples' in read ? read.examples : []
  if (first === undefined) throw new Error('no example')
  return first
}

const problemsOf = (text: string): readonly string[] => {
  const read = readExamples(text, 'examples.yaml', 'mine')
  return 'problems' in read
    ? read.problems.map(({ code, place, mend }) => `${place.line}:${place.column} ${code} ${mend}`)
    : []
}

test('times are local where the customer is, also inside the data', () => {
  const { facts, until } = one(
    example(
      '{ at: 2026-03-28 09:00, fact: visit.booked, data: { visit: V1, window: { start: 2026-03-30 08:00, end: 2026-03-30 12:00 } } }',
    ),
  )
  expect(facts[0]?.time).toBe(parseInstant('2026-03-28T09:00:00Z'))
  expect(facts[0]?.data['window']).toEqual({ start: '2026-03-30T07:00:00Z', end: '2026-03-30T11:00:00Z' })
  expect(until).toBe(parseInstant('2026-03-30T23:00:00Z'))
})

test('a fact is heard at once, from outside, unless it says', () => {
  const { facts } = one(
    example(
      '{ at: 2026-03-28 09:00, heard: 2026-03-29 09:00, fact: reply.received, data: { channel: sms, answer: confirm } }',
    ),
  )
  expect(facts[0]).toMatchObject({ origin: 'person', source: 'example', subject: 'customer:1', id: 'given-1' })
  expect(facts[0]?.heard).toBe(parseInstant('2026-03-29T08:00:00Z'))
})

test.each([
  ['no time', '{ at: yesterday, fact: promise.made }', '4:13 not-an-instant'],
  ['a day that is none', '{ at: 2026-02-30 09:00, fact: promise.made }', '4:13 not-an-instant'],
  ['a field that is missing', '{ at: 2026-03-28 09:00, fact: promise.kept, data: { queue: q } }', '4:57 missing'],
  [
    'a wrong type inside an object',
    '{ at: 2026-03-28 09:00, fact: visit.booked, data: { visit: V1, window: { start: 7, end: 2026-03-30 12:00 } } }',
    '4:87 wrong-type',
  ],
  ['a key nobody knows', '{ att: 2026-03-28 09:00, fact: promise.made }', 'unknown-key Did you mean “at”?'],
])('%s is refused at its place', (_, given, expected) => {
  expect(problemsOf(example(given)).join('\n')).toContain(expected)
})

test('a zone nobody knows is refused', () => {
  expect(
    problemsOf(example('{ at: 2026-03-28 09:00, fact: promise.kept, data: { promise: P } }', 'Europe/Londno')),
  ).toEqual(['2:9 unknown-zone Write its IANA name, like Europe/London.'])
})

test('a list of nothing has no examples, and a file that is no list is refused', () => {
  expect(readExamples('[]', 'examples.yaml', 'mine')).toEqual({ examples: [] })
  expect(problemsOf('example: no')).not.toEqual([])
})

test('instants are written as they are read, in both hours that come twice', () => {
  const london = zone('Europe/London')
  if (london === undefined) throw new Error('no London')
  for (const text of [
    '2026-03-29T00:59:00Z',
    '2026-03-29T01:00:00Z',
    '2026-10-25T00:30:00Z',
    '2026-10-25T01:30:00Z',
    '2026-10-25T01:30:00.250Z',
  ]) {
    const instant = parseInstant(text) ?? 0
    expect(readInstant(instantText(instant, london), london)).toBe(instant)
  }
})
