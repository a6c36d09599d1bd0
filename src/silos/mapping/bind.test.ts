import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkData } from '../../core/fact/catalogue.ts'
import { formatInstant, parseInstant } from '../../core/time/instant.ts'
import { HEADER, mappingOf, mappingText, mapRows } from './mapping.testing.ts'
import { bindMapping } from './bind.ts'

const at = (text: string): number => parseInstant(text) ?? Number.NaN
const row = (over: Readonly<Record<string, string>> = {}): readonly string[] => {
  const cells: Readonly<Record<string, string>> = { CASE: '7', OPENED: '2015-01-02T09:00:00', TYPE: 'Pothole', ...over }
  return HEADER.map((name) => cells[name] ?? '')
}

const TWO = `[
  { type: promise.made, id: "{CASE}:made", time: OPENED, data: { promise: CASE, kind: TYPE, due: DUE } },
  { type: promise.kept, id: "{CASE}:done", when: CLOSED != "", time: CLOSED, data: { promise: CASE, reason: NOTE } } ]`

test('one row makes several facts, with local times as instants', () => {
  const closed = row({ DUE: '2015-07-01 17:00', CLOSED: '2015-06-30', NOTE: ' done ' })
  const { facts, problems } = mapRows(mappingText({ facts: TWO }), [closed])
  const common = { source: 'desk', subject: 'case:7', origin: 'outside' }
  expect(problems).toEqual([])
  expect(facts).toEqual([
    {
      ...common,
      type: 'promise.made',
      id: '7:made',
      time: at('2015-01-02T14:00:00Z'),
      heard: at('2015-01-02T14:00:00Z'),
      data: { promise: '7', kind: 'Pothole', due: '2015-07-01T21:00:00Z' },
    },
    {
      ...common,
      type: 'promise.kept',
      id: '7:done',
      time: at('2015-06-30T04:00:00Z'),
      heard: at('2015-06-30T04:00:00Z'),
      data: { promise: '7', reason: 'done' },
    },
  ])
})

test('a row that the condition leaves out is counted, not rejected', () => {
  const text = mappingText({ row: '{ when: DUE != "", subject: "case:{CASE}" }' })
  const { facts, problems, counts } = mapRows(text, [row(), row({ DUE: '2015-02-01' })])
  expect([facts.length, problems.length]).toEqual([1, 0])
  expect(counts).toMatchObject({ rows: 2, skipped: 1, rejected: 0 })
})

test.each([
  ['31 February', { DUE: '2015-02-31' }, 'DUE', 'not-a-date', /has no day 31/, /Correct it/],
  ['the year 9999', { DUE: '9999-12-31T00:00:00' }, 'DUE', 'not-a-date', /year 9999/, /`unknown:`/],
  ['the year 0001', { OPENED: '0001-01-01' }, 'OPENED', 'not-a-date', /year 0001/, /`unknown:`/],
  ['no date at all', { CLOSED: 'soon' }, 'CLOSED', 'not-a-date', /does not fit/, /format/],
  ['a leap second with an offset', { DUE: '2015-01-01T10:00:60+01:00' }, 'DUE', 'not-a-date', /leap second/, /-05:00/],
  ['no time', { OPENED: '' }, 'OPENED', 'missing-time', /needs a time/, /`when`/],
  ['nothing to name it by', { CASE: ' ' }, 'CASE', 'empty-column', /subject is made of it/, /`when`/],
  ['a field the type needs left empty', { TYPE: '' }, 'TYPE', 'empty-column', /promise.made needs kind/, /\{cel: …\}/],
  ['a key of 600 characters', { TYPE: 'x'.repeat(600) }, 'TYPE', 'wrong-form', /key of 1 to 512/, /key/],
  ['a NUL', { CLOSED: '2015-01-03', NOTE: 'a\0b' }, 'NOTE', 'nul-character', /NUL/, /Remove/],
])('a row with %s is refused with its line and column, and makes nothing', (_, over, path, code, reason, mend) => {
  const { facts, problems, counts } = mapRows(mappingText({ facts: TWO }), [row(), row(over)])
  expect(facts).toHaveLength(1)
  expect(problems).toEqual([
    {
      level: 'error',
      code,
      place: { file: 'rows.csv', line: 3, path },
      reason: expect.stringMatching(reason),
      mend: expect.stringMatching(mend),
    },
  ])
  expect(counts.rejected).toBe(1)
})

test('a closing before its opening is a warning with its line, and both facts count', () => {
  const { facts, problems, warnings } = mapRows(mappingText({ facts: TWO }), [row({ CLOSED: '2015-01-01' })])
  expect(facts).toHaveLength(2)
  expect(problems).toEqual([])
  expect(warnings).toMatchObject([
    { level: 'warning', code: 'earlier-than-first', place: { file: 'rows.csv', line: 2 } },
  ])
})

test('a time the spring night leaves out moves forward with a warning; one that comes twice in autumn is the earlier', () => {
  const rows = [row({ DUE: '2015-03-08T02:30:00' }), row({ DUE: '2015-11-01T01:30:00' })]
  const { facts, warnings, counts } = mapRows(mappingText(), rows)
  expect(facts.map(({ data }) => data['due'])).toEqual(['2015-03-08T07:30:00Z', '2015-11-01T05:30:00Z'])
  expect(warnings).toMatchObject([{ code: 'time-in-gap', place: { line: 2, path: 'DUE' } }])
  expect(counts).toMatchObject({ inGap: 1, inOverlap: 1, rejected: 0 })
})

test('dates are read by the patterns of the mapping; one with its own offset as it stands', () => {
  const text = mappingText({ dates: '["D/M/YYYY HH:mm", "D/M/YYYY"]' })
  const { facts } = mapRows(text, [
    row({ OPENED: '3/2/2016 08:05', DUE: '4/2/2016' }),
    row({ OPENED: '2016-02-03T08:05:00+01:00' }),
  ])
  expect(facts.map(({ time }) => formatInstant(time))).toEqual(['2016-02-03T13:05:00Z', '2016-02-03T07:05:00Z'])
  expect(facts[0]?.data['due']).toBe('2016-02-04T05:00:00Z')
})

test('what means “not known” is read as empty everywhere', () => {
  const text = mappingText({ unknown: '["?", "9999-12-31", 0]', row: '{ when: NOTE == "", subject: "case:{CASE}" }' })
  const { facts, problems } = mapRows(text, [row({ DUE: '9999-12-31', NOTE: '?' }), row({ CASE: '0' })])
  expect(facts.map(({ data }) => data)).toEqual([{ promise: '7', kind: 'Pothole' }])
  expect(problems).toMatchObject([{ code: 'empty-column', place: { line: 3, path: 'CASE' } }])
})

test('values follow the schema of the fact type, also inside its parts', () => {
  const facts = `[{ type: visit.booked, id: "{CASE}", time: OPENED, data: {
    visit: CASE, window: { start: DUE, end: CLOSED }, kind: { text: repair }, mine: { cel: 'NOTE == "x"' } } },
    { type: promise.kept, id: "{CASE}:k", time: OPENED, data: { promise: CASE, without_work: NOTE } }]`
  const cells = row({ DUE: '2015-02-01 09:00', CLOSED: '2015-02-01 12:00', NOTE: 'TRUE' })
  const mapped = mapRows(mappingText({ facts }), [cells])
  expect(mapped.problems).toEqual([])
  expect(mapped.facts.map(({ data }) => data)).toEqual([
    { visit: '7', window: { start: '2015-02-01T14:00:00Z', end: '2015-02-01T17:00:00Z' }, kind: 'repair', mine: false },
    { promise: '7', without_work: true },
  ])
})

test('an expression that has no value for a row refuses it', () => {
  const facts = `[{ type: seen, id: "{CASE}", time: OPENED, data: { count: { cel: int(NOTE) } } }]`
  const { facts: made, problems } = mapRows(mappingText({ facts }), [row({ NOTE: '12' }), row({ NOTE: 'many' })])
  expect(made[0]?.data).toEqual({ count: 12 })
  expect(problems).toMatchObject([{ code: 'expression-failed', place: { line: 3, path: 'facts[0].data.count.cel' } }])
})

test('what the mapping computes once is used like a column', () => {
  const facts = `[{ type: promise.kept, id: "{CASE}", time: OPENED, data: { promise: CASE, why_without_work: why, without_work: { cel: why != "" } } }]`
  const text = mappingText({ let: `{ why: { cel: 'NOTE.contains("dup") ? "duplicate" : ""' } }`, facts })
  const { facts: made } = mapRows(text, [row({ NOTE: 'a dup' }), row()])
  expect(made.map(({ data }) => data)).toEqual([
    { promise: '7', without_work: true, why_without_work: 'duplicate' },
    { promise: '7', without_work: false },
  ])
})

test('a column whose name is no word is reached with _ in an expression', () => {
  const facts = `[{ type: seen, id: "{Case ID}", time: when, data: { a: { cel: 'Case_ID + ":" + type_' }, b: Case ID } }]`
  const text = mappingText({ row: '{ subject: "case:{Case ID}" }', facts })
  const { facts: made } = mapRows(text, [['9', '2015-01-01', 'x']], ['Case ID', 'when', 'type'])
  expect(made[0]?.data).toEqual({ a: '9:x', b: '9' })
})

test('heard, known and sequence come from their columns; heard is the time where its cell is empty', () => {
  const facts = `[{ type: seen, id: "{CASE}", time: OPENED, heard: CLOSED, known: DUE, sequence: NOTE, origin: person, data: {} }]`
  const rows = [row({ CLOSED: '2015-01-05', DUE: '2015-01-04', NOTE: '3' }), row()]
  const [first, second] = mapRows(mappingText({ facts }), rows).facts
  expect(first).toMatchObject({
    heard: at('2015-01-05T05:00:00Z'),
    known: at('2015-01-04T05:00:00Z'),
    sequence: '3',
    origin: 'person',
  })
  expect(second).toMatchObject({ heard: at('2015-01-02T14:00:00Z') })
  expect(second).not.toHaveProperty('known')
})

test('a field or a type that looks misspelt is a warning, since it would be missed in silence', () => {
  const facts = `[{ type: promise.makde, id: "{CASE}", time: OPENED, data: {} },
    { type: promise.kept, id: "{CASE}:k", time: OPENED, data: { promise: CASE, queu: TYPE } }]`
  const { warnings } = mapRows(mappingText({ facts }), [])
  expect(warnings.map(({ reason }) => reason).sort()).toEqual([
    '“promise.makde” is not in the catalogue, and close to “promise.made”.',
    '“queu” is not known here, and close to “queue”.',
  ])
})

test('law: whatever stands in the cells, a row makes facts that pass the door, or is refused and makes none', () => {
  const facts = `[{ type: promise.made, id: "{CASE}:made", time: OPENED, data: { promise: CASE, kind: TYPE, due: DUE, extra: NOTE } },
    { type: offer.made, id: "{CASE}:offer", when: NOTE != "", time: OPENED, data: { offer: CASE, price: NOTE, currency: TYPE } },
    { type: silos.own, id: "{CASE}:own", time: OPENED, data: { note: NOTE, "__proto__": CASE } }]`
  const usual = fc.constantFrom(
    '',
    '7',
    '2015-01-02',
    '9999-12-31',
    '24.90',
    'EUR',
    '\0',
    '\uD800',
    'x'.repeat(600),
    ' y ',
  )
  const cell = fc.oneof(usual, fc.string({ unit: 'binary' }))
  const bound = bindMapping(mappingOf(mappingText({ facts })), HEADER)
  if ('problems' in bound) throw new Error(JSON.stringify(bound.problems))
  fc.assert(
    fc.property(fc.array(cell, { minLength: 6, maxLength: 6 }), fc.boolean(), (cells, isDated) => {
      const made: { readonly type: string; readonly data: object }[] = []
      const dated = isDated ? cells.with(1, '2015-01-02') : cells
      const problem = bound.mapRow(dated, 2, (fact) => made.push(fact))
      if (problem !== undefined) expect(made).toEqual([])
      for (const { type, data } of made)
        expect(checkData(type, data).filter(({ level }) => level === 'error')).toEqual([])
    }),
  )
})
