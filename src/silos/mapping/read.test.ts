import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { HEADER, mappingOf, mappingText, problemsOf } from './mapping.testing.ts'

const first = (text: string, header: readonly string[] = HEADER) => problemsOf(text, header)[0]

test('the form of the design works as it is written', () => {
  const text = `
zone: America/New_York
source: boston-311
row: { when: TARGET_DT != "", subject: "case:{CASE_ENQUIRY_ID}" }
facts:
  - { type: promise.made, id: "{CASE_ENQUIRY_ID}:made", time: OPEN_DT, data: { promise: CASE_ENQUIRY_ID, kind: TYPE, owner: SUBJECT, due: TARGET_DT, channel: Source, area: neighborhood } }
  - { type: promise.kept, id: "{CASE_ENQUIRY_ID}:done", when: CLOSED_DT != "", time: CLOSED_DT, data: { promise: CASE_ENQUIRY_ID, queue: QUEUE, reason: CLOSURE_REASON } }
`
  const columns = 'CASE_ENQUIRY_ID OPEN_DT TARGET_DT CLOSED_DT CLOSURE_REASON SUBJECT TYPE QUEUE neighborhood Source'
  expect(problemsOf(text, columns.split(' '))).toEqual([])
})

test('a name that is no column is refused at its place, with the near one', () => {
  const text = mappingText().replace('kind: TYPE', 'kind: TYPPE')
  expect(first(text)).toMatchObject({
    code: 'unknown-column',
    place: { file: 'mapping.yaml', line: 4, path: 'facts[0].data.kind' },
    mend: 'Did you mean “TYPE”?',
  })
  const { line = 0, column = 0 } = first(text)?.place ?? {}
  expect(text.split('\n')[line - 1]?.slice(column - 1)).toMatch(/^TYPPE/)
})

test('a name in an expression is refused where it stands inside the expression', () => {
  const text = mappingText({ row: '{ when: NOTE != "" && CLOSD != "", subject: "case:{CASE}" }' })
  const problem = first(text)
  expect(problem).toMatchObject({ code: 'unknown-name', mend: 'Did you mean CLOSED?' })
  const { line = 0, column = 0 } = problem?.place ?? {}
  expect(text.split('\n')[line - 1]?.slice(column - 1)).toMatch(/^CLOSD/)
})

test.each([
  ['a zone nobody knows', { zone: 'New York' }, 'unknown-zone', /America\/New_York/],
  ['a source with a blank', { source: 'city of boston' }, 'bad-source', /boston-311/],
  ['a date format with minutes for months', { dates: 'YYYY-mm-DD' }, 'bad-date-format', /D\/M\/YYYY/],
  ['two date formats that read one text twice', { dates: '[D/M/YYYY, M/D/YYYY]' }, 'bad-date-format', /Keep one/],
  ['a subject that is the same for every row', { row: '{ subject: "case:1" }' }, 'bad-template', /in braces/],
  ['a brace without its other', { row: '{ subject: "case:{CASE" }' }, 'bad-template', /in braces/],
  ['a column that a subject names and the file lacks', { row: '{ subject: "case:{CAES}" }' }, 'unknown-column', /CASE/],
  ['a key nobody knows', { unkown: '["?"]' }, 'unknown-key', /unknown/],
  ['a name computed that a column has', { let: '{ note: { cel: CASE } }' }, 'name-taken', /another name/],
])('%s is refused', (_, over, code, mend) => {
  expect(first(mappingText(over), [...HEADER, 'note'])).toMatchObject({
    level: 'error',
    code,
    mend: expect.stringMatching(mend),
  })
})

const fact = (text: string) => mappingText({ facts: `[{ ${text} }]` })
const made = 'id: "{CASE}", time: OPENED'

test.each([
  ['a field the type needs', `type: promise.made, ${made}, data: { promise: CASE }`, 'missing-field', /Add it/],
  [
    'a field that is misspelt',
    `type: promise.made, ${made}, data: { promise: CASE, knid: TYPE }`,
    'missing-field',
    /knid/,
  ],
  [
    'a type only Troth itself states',
    `type: promise.settled, ${made}, data: { promise: CASE }`,
    'wrong-origin',
    /another type/,
  ],
  ['a column for a window', `type: visit.booked, ${made}, data: { visit: CASE, window: DUE }`, 'wrong-value', /start/],
  ['parts of a text', `type: promise.kept, ${made}, data: { promise: { a: CASE } }`, 'wrong-value', /Name a column/],
  [
    'a number where text is wanted',
    `type: promise.kept, ${made}, data: { promise: { cel: 1 + 1 == 2 } }`,
    'wrong-type',
    /string/,
  ],
  ['YAML that is none', 'type: [', 'yaml', /Correct the YAML/],
])('%s is refused', (_, text, code, mend) => {
  expect(first(fact(text))).toMatchObject({ code, mend: expect.stringMatching(mend), place: { file: 'mapping.yaml' } })
})

test('everything that is wrong is said at once', () => {
  const text = mappingText({ zone: 'Atlantis', dates: 'D/D/YYYY', source: '"a b"' })
  expect(problemsOf(text).map(({ code }) => code)).toEqual(['unknown-zone', 'bad-date-format', 'bad-source'])
})

test('how the file is written travels with the mapping', () => {
  expect(mappingOf(mappingText({ csv: '{ delimiter: ";" }' })).csv).toEqual({ delimiter: ';' })
  expect(mappingOf(mappingText()).zone).toBe('America/New_York')
})

test('the mapping that the how-to begins with works', () => {
  const page = readFileSync(new URL('../../../docs/how-to/import-a-csv.md', import.meta.url), 'utf8')
  const text = /```yaml\n([^]*?)```/.exec(page)?.[1] ?? ''
  expect(problemsOf(text, ['CASE_ID', 'OPENED', 'DUE', 'CLOSED', 'TYPE', 'DEPARTMENT'])).toEqual([])
})
