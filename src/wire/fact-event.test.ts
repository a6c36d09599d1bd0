import fc from 'fast-check'
import { expect, test } from 'vitest'
import { factTypes } from '../core/fact/catalogue.ts'
import type { Fact, Origin } from '../core/fact/fact.ts'
import type { Problem } from '../core/document/problem.ts'
import { parseInstant } from '../core/time/instant.ts'
import { parseFactEvent, toFactEvent } from './fact-event.ts'

const event = {
  specversion: '1.0',
  id: '7:made',
  source: 'boston-311',
  type: 'promise.made',
  subject: 'case:7',
  time: '2015-01-01T00:25:23-05:00',
  data: { promise: '7', kind: 'call-back', owner: 'care' },
}

const { time: _time, ...timeless } = event
const line = ({ level, code, place }: Problem): string => `${level} ${code} ${place.path ?? ''}`

/** The fact, or a failed test. */
function factOf(value: unknown, heard?: number): Fact {
  const parsed = parseFactEvent(value, heard === undefined ? {} : { heard })
  if ('problems' in parsed) throw new Error(parsed.problems.map(line).join())
  return parsed.fact
}

function linesOf(value: unknown): readonly string[] {
  const parsed = parseFactEvent(value)
  return ('problems' in parsed ? parsed.problems : parsed.warnings).map(line)
}

test.each(factTypes().map(({ type, example }) => [type, example] as const))(
  'the example of %s is read',
  (_, example) => {
    expect(linesOf(example)).toEqual([])
    expect(factOf(example).type).toBe(example.type)
  },
)

test('a fact from a file is heard when it was true, from outside, unless it says otherwise', () => {
  expect(factOf(event)).toEqual({
    source: 'boston-311',
    id: '7:made',
    type: 'promise.made',
    subject: 'case:7',
    time: parseInstant('2015-01-01T05:25:23Z'),
    heard: parseInstant('2015-01-01T05:25:23Z'),
    origin: 'outside',
    data: event.data,
  })
  expect(factOf({ ...event, heard: '2015-01-02T00:00:00Z' }).heard).toBe(parseInstant('2015-01-02T00:00:00Z'))
})

test('at the door of a running installation we hear it now, and what the silo says it heard is kept as known', () => {
  const now = parseInstant('2015-06-01T00:00:00Z') ?? 0
  const fact = factOf({ ...event, heard: '2015-01-02T00:00:00Z' }, now)
  expect([fact.heard, fact.known]).toEqual([now, parseInstant('2015-01-02T00:00:00Z')])
  expect(factOf({ ...event, known: '2015-01-03T00:00:00Z' }, now).known).toBe(parseInstant('2015-01-03T00:00:00Z'))
  expect('known' in factOf(event, now)).toBe(false)
})

test.each([
  [{ time: undefined }, 'error missing time'],
  [{ time: '2015-01-01 00:25' }, 'error not-an-instant time'],
  [{ time: '0001-01-01T00:00:00Z' }, 'error not-an-instant time'],
  [{ time: 1420089923 }, 'error wrong-type time'],
  [{ heard: 'yesterday' }, 'error not-an-instant heard'],
  [{ known: '2015-02-30T00:00:00Z' }, 'error not-an-instant known'],
  [{ specversion: '0.3' }, 'error wrong-version specversion'],
  [{ id: 7 }, 'error wrong-type id'],
  [{ id: '' }, 'error missing id'],
  [{ id: 'x'.repeat(513) }, 'error too-long id'],
  [{ id: 'a\0b' }, 'error nul-character id'],
  [{ source: 'boston 311' }, 'error wrong-form source'],
  [{ subject: null }, 'error missing subject'],
  [{ type: 'promise made' }, 'error wrong-form type'],
  [{ type: 'x'.repeat(129) }, 'error wrong-form type'],
  [{ origin: 'engine' }, 'error origin-not-allowed origin'],
  [{ origin: 'silo' }, 'error value-not-allowed origin'],
  [{ type: 'promise.settled', data: { promise: 'p', version: 1, as: 'kept' } }, 'error origin-not-allowed origin'],
  [{ sequence: 9 }, 'error wrong-type sequence'],
  [{ data: undefined }, 'error missing data'],
  [{ data: 'promise=7' }, 'error wrong-type data'],
  [{ data: { ...event.data, due: 'soon' } }, 'error not-an-instant data.due'],
  [{ data_base64: 'e30=' }, 'error not-json data_base64'],
  [{ TraceId: 'x' }, 'error bad-attribute TraceId'],
])('of a bad event the door says where and how to mend it, case %#', (change, expected) => {
  const parsed = parseFactEvent({ ...event, ...change })
  if ('fact' in parsed) throw new Error('it was read')
  expect(parsed.problems.map(line).join()).toBe(expected)
  for (const { reason, mend } of parsed.problems) expect(`${reason} ${mend}`).toMatch(/^\S.*\. \S.*[.?”]$/)
})

test('everything that is wrong is said at once', () => {
  expect(linesOf({ ...event, id: 7, time: 'soon', data: { promise: 7 } })).toEqual([
    'error wrong-type id',
    'error not-an-instant time',
    'error wrong-type data.promise',
    'error missing data.kind',
  ])
  expect(linesOf([event])).toEqual(['error wrong-type '])
})

test('a time under a misspelt name is found', () => {
  const parsed = parseFactEvent({ ...timeless, tiem: event.time })
  expect('problems' in parsed && parsed.problems[0]?.mend).toBe('Rename “tiem” to it.')
})

test('what is probably a mistake is said, and does not stand in the fact’s way', () => {
  expect(linesOf({ ...event, hard: '2015-01-02T00:00:00Z' })).toEqual(['warning near-name hard'])
  expect(linesOf({ ...event, type: 'promise.mad' })).toEqual(['warning near-name type'])
  expect(linesOf({ ...event, subject: '7' })).toEqual(['warning bare-subject subject'])
  expect(factOf({ ...event, subject: '7' }).subject).toBe('7')
})

test('attributes that other tools add are let through', () => {
  expect(
    linesOf({ ...event, traceparent: '00-1-2-01', dataschema: 'x:y', datacontenttype: 'application/json' }),
  ).toEqual([])
})

test('a type of the silo’s own is read from anybody', () => {
  const fact = factOf({ ...event, type: 'com.example/meter_Read', origin: 'person', data: { kwh: 3 } })
  expect(fact).toMatchObject({ type: 'com.example/meter_Read', origin: 'person', data: { kwh: 3 } })
})

const instant = fc.integer({ min: -2_208_988_800_000, max: 7_289_654_399_000 })
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => !text.includes('\0'))
const typed = fc.oneof(
  fc
    .constantFrom(...factTypes())
    .chain(({ type, origins, example }) =>
      fc.record({ type: fc.constant(type), origin: fc.constantFrom(...origins), data: fc.constant(example.data) }),
    ),
  fc.record({
    type: fc.constant('meter.read'),
    origin: fc.constantFrom<Origin>('outside', 'person', 'engine'),
    data: fc.dictionary(
      fc.stringMatching(/^[a-z]{1,9}$/),
      fc.oneof(name, fc.integer(), fc.boolean(), fc.constant(null)),
    ),
  }),
)
const fact = fc
  .tuple(
    typed,
    fc.record(
      {
        source: name.filter((text) => !text.includes(' ')),
        id: name,
        subject: name,
        time: instant,
        heard: instant,
        known: instant,
        sequence: name,
      },
      { requiredKeys: ['source', 'id', 'subject', 'time', 'heard'] },
    ),
  )
  .map(([kind, envelope]): Fact => ({ ...envelope, ...kind }))

test('law: a fact written out and read back is the same fact', () => {
  fc.assert(
    fc.property(fact, (original) => {
      const text = JSON.stringify(toFactEvent(original))
      expect(factOf(JSON.parse(text))).toEqual(original)
    }),
    { numRuns: 1000 },
  )
})

test('law: whatever JSON arrives, the answer is a fact or problems with a way to mend each', () => {
  const broken = fc
    .tuple(fc.constantFrom(...Object.keys(event)), fc.jsonValue())
    .map(([at, value]) => ({ ...event, [at]: value }))
  fc.assert(
    fc.property(fc.oneof(broken, fc.jsonValue()), (value) => {
      const parsed = parseFactEvent(value)
      if ('fact' in parsed) return
      expect(parsed.problems.length).toBeGreaterThan(0)
      for (const { reason, mend } of parsed.problems) expect(reason !== '' && mend !== '').toBe(true)
    }),
  )
})
