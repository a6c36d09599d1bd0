import { expect, test } from 'vitest'
import { parseInstant } from '../../core/time/instant.ts'
import { compileExpression, type CompiledExpression, type ExpressionOptions } from './compile.ts'
import { isFailed } from './failed.ts'
import { isBad } from './refusal.ts'
import type { Calls, FunctionTypes, ScopeType } from './field-type.ts'

const scope: ScopeType = {
  fact: { fields: { time: 'instant', type: 'string' } },
  data: {
    fields: {
      step: 'string',
      reason: 'string',
      follows: 'string',
      count: 'number',
      due: 'instant',
      without_work: 'boolean',
      window: { fields: { start: 'instant', end: 'instant' } },
      items: { list: { fields: { kind: 'string', at: 'instant' } } },
      tags: { list: 'string' },
      times: { list: 'instant' },
      other: 'any',
    },
  },
  promise: { fields: { key: 'string', made: 'instant', crew_left: 'instant' } },
  due: { fields: { from: 'instant', to: 'instant' } },
  forecast: { fields: { moved: 'duration' } },
  customer: { fields: { outstanding: 'number', open_cases: 'number', ended: 'boolean' } },
}

const functions: FunctionTypes = {
  score: { args: ['string'], result: 'number' },
  local: { args: ['instant', 'string'], result: 'instant' },
  business_days: { args: ['instant', 'number'], result: 'instant' },
  'customer.asked': { args: ['string'], result: 'boolean' },
  'customer.did': { args: ['string'], result: 'boolean' },
}

const at = (text: string): number => parseInstant(text) ?? Number.NaN
const noon = at('2026-03-02T12:00:00Z')

const values = {
  fact: { time: noon, type: 'crew.arrived' },
  data: {
    step: 'engineer-named',
    follows: 'v1',
    count: 3,
    due: '2026-03-02T07:00:00-05:00',
    without_work: false,
    window: { start: '2026-03-02T12:00:00Z' },
    items: [{ kind: 'router', at: '2026-03-01T00:00:00Z' }, { kind: 'cable' }],
    tags: ['late'],
    times: ['2026-03-01T00:00:00Z'],
    other: { deep: 1, text: '2026-03-01T00:00:00Z' },
  },
  promise: { key: 'v1', made: noon - 3_600_000 },
  due: { from: noon, to: noon + 7_200_000 },
  forecast: { moved: 1_500_000 },
  customer: { outstanding: 0, open_cases: 1, ended: false },
}

const calls: Calls = {
  score: () => 0.4,
  local: (instant) => Number(instant) + 1,
  business_days: (instant, count) => Number(instant) + Number(count),
  'customer.asked': (question) => question === 'first-bill',
  'customer.did': () => null,
}

function compiled(source: string, options: Partial<ExpressionOptions> = {}): CompiledExpression {
  const answer = compileExpression(source, { scope, functions, ...options })
  if (isBad(answer)) throw new Error(`${source}: ${answer.reason} ${answer.mend}`)
  return answer
}

const valueOf = (source: string, data: object = values): unknown =>
  compiled(source).evaluate({ ...values, ...data }, calls)
const failureOf = (source: string, data: object = values): string => {
  const value = valueOf(source, data)
  return isFailed(value) ? value.failed : `a value: ${String(value)}`
}

test.each([
  ['fact.time <= due.to', true],
  ['due.from - promise.made < duration("30h")', true],
  ['data.follows == promise.key && fact.time <= due.to', true],
  ['data.step == "engineer-named"', true],
  ['score("no_access") > 0.3', true],
  ['forecast.moved > duration("20m")', true],
  ['customer.outstanding > 0 || customer.open_cases > 0', true],
  ['customer.ended', false],
  ['customer.asked("first-bill") || customer.did("bill-seen")', true],
  ['local(data.window.start, "23:59")', noon + 1],
  ['business_days(due.from, 3)', noon + 3],
  ['data.due', noon],
  ['data.due == fact.time', true],
  ['duration("3d")', 259_200_000],
  ['timestamp("2026-03-02T12:00:00Z") == fact.time', true],
  ['timestamp(data.other.text) < due.to', true],
  ['data.step.startsWith("engineer") && !data.step.contains("x")', true],
  ['data.step.matches("^eng.*(named|sent)$")', true],
  ['data["step"] == "engineer-named"', true],
  ['data.count + 1', 4],
  ['data.count == 3 && data.count in [1, 3]', true],
  ['data.without_work ? "a" : "b"', 'b'],
  ['"late" in data.tags', true],
  ['data.times.exists(time, time < due.to)', true],
  ['data.items.exists(item, item.kind == "router" && item.at < due.to)', true],
  ['data.items.filter(item, has(item.at)).map(item, item.kind) == ["router"]', true],
  ['size(data.items) > 1', true],
  ['data.items[0].at < fact.time', true],
  ['data.other.deep == 1', true],
])('%s gives %j', (source, value) => {
  expect(valueOf(source)).toEqual(value)
})

test('a column of a mapped row is a name of its own', () => {
  const row: ScopeType = { CLOSED_DT: 'string', QUEUE: 'string', 'CASE STATUS': 'string', type: 'string' }
  const { evaluate, reads } = compiled('CLOSED_DT != "" && QUEUE.startsWith("INFO")', {
    scope: row,
    expects: 'boolean',
  })
  expect(reads).toEqual(['CLOSED_DT', 'QUEUE'])
  expect(evaluate({ CLOSED_DT: '2015-01-02', QUEUE: 'INFO_Mass DOT' })).toBe(true)
  expect(evaluate({ CLOSED_DT: '', QUEUE: 'INFO_Mass DOT' })).toBe(false)
})

test('a missing field equals null and nothing else', () => {
  const answers = [
    'data.reason == "no-access"',
    'data.reason != "no-access"',
    'data.reason == null',
    'has(data.reason)',
    'data.reason',
  ].map((source) => valueOf(source))
  expect(answers).toEqual([false, true, true, false, null])
  expect(valueOf('data.window.end == null', { data: {} })).toBe(true)
  expect(valueOf('data.items == null', { data: {} })).toBe(true)
})

test.each([
  ['data.reason < "x"', 'data.reason is missing'],
  ['fact.time <= promise.crew_left', 'promise.crew_left is missing'],
  ['data.window.end - due.from > duration("1h")', 'data.window.end is missing'],
  ['data.reason.startsWith("x")', 'data.reason is missing'],
  ['local(data.window.end, "23:59")', 'data.window.end is missing'],
  ['!customer.did("x")', 'customer.did("x") is missing'],
  ['data.items.all(item, item.at < due.to)', 'something it needs is missing'],
])('%s on something missing has no value, and says what is missing', (source, reason) => {
  expect(failureOf(source)).toBe(reason)
})

test('either side of && and || may decide alone when the other cannot', () => {
  expect(valueOf('fact.time <= promise.crew_left && data.step == "x"')).toBe(false)
  expect(valueOf('data.step == "x" && fact.time <= promise.crew_left')).toBe(false)
  expect(valueOf('fact.time <= promise.crew_left || data.count == 3')).toBe(true)
  expect(failureOf('fact.time <= promise.crew_left && data.count == 3')).toBe('promise.crew_left is missing')
})

test('text that is no instant is a failure, never an exception', () => {
  expect(failureOf('data.due < due.to', { data: { due: 'tomorrow' } })).toBe('data.due is not an instant')
  expect(failureOf('data.due - due.to < duration("1h")', { data: { due: '2026-02-31T00:00:00Z' } })).toBe(
    'data.due is not an instant',
  )
  expect(failureOf('data.step == "x"', { data: { step: 7 } })).toBe('data.step is not a string')
  expect(failureOf('data.items.exists(item, item.at < due.to)', { data: { items: [{ at: 'soon' }] } })).toBe(
    'a value is not an instant',
  )
})

test('a condition is never null, and what an unknown fact gives is checked when it is read', () => {
  const { evaluate } = compiled('data.other', { expects: 'boolean' })
  expect(evaluate({ data: { other: true } })).toBe(true)
  expect(evaluate({ data: {} })).toMatchObject({ failed: 'the result is missing' })
  expect(evaluate({ data: { other: 'yes' } })).toMatchObject({ failed: 'the result is not a boolean' })
  expect(compiled('data.other', { expects: 'instant' }).evaluate({ data: { other: '2026-03-02T12:00:00Z' } })).toBe(
    noon,
  )
})

test('reads names each path as far as it reaches, below a loop too', () => {
  const { reads } = compiled('data.items.exists(item, item.kind == promise.key) && data.window.start < due.to')
  expect(reads).toEqual(['data.items', 'data.items.kind', 'data.window.start', 'due.to', 'promise.key'])
})

test.each([
  ['data.stpe == "x"', 'unknown-field', 5, 'Did you mean step?'],
  ['has(data.stpe)', 'unknown-field', 9, 'Did you mean step?'],
  ['data.items.exists(item, item.knd == "x")', 'unknown-field', 29, 'Did you mean kind?'],
  ['promse.key', 'unknown-name', 0, 'Did you mean promise?'],
  ['scor("x") > 1', 'unknown-function', 0, 'Did you mean score?'],
  ['customer.askd("x")', 'unknown-function', 0, 'Did you mean asked?'],
  ['due.to + 3', 'wrong-type', 0, 'Add or subtract a duration, such as duration("3h").'],
  ['data.step < due.to', 'wrong-type', 0, 'Compare with another instant, or with timestamp("2026-03-01T12:00:00Z").'],
  ['data.count == "3"', 'wrong-type', 0, 'Write the number without quotes, or the text with them.'],
  ['score(3)', 'wrong-arguments', 0, 'It takes score(string).'],
  ['duration("3 weeks")', 'bad-literal', 9, 'Write it like "30h", "90m", "3d" or "1h30m".'],
  ['data.step ==', 'syntax', 12, 'Complete it, or remove the last sign.'],
  ['data.step == "x', 'syntax', 13, 'Write CEL, for example data.step == "done".'],
  ['data.items.exists(due, true)', 'name-taken', 0, 'Give the element another name.'],
])('%s is refused as %s at %i with a mend', (source, refused, offset, mend) => {
  expect(compileExpression(source, { scope, functions })).toMatchObject({ refused, offset, mend })
})

test('what a place wants is checked before anything runs', () => {
  expect(compileExpression('data.step', { scope, expects: 'boolean' })).toMatchObject({
    refused: 'wrong-type',
    reason: 'This gives a string; a boolean is wanted here.',
  })
  expect(compileExpression('data.count', { scope, expects: 'instant' })).toMatchObject({ refused: 'wrong-type' })
})

test('a function that was promised and not handed in is our own mistake and throws', () => {
  expect(() => compiled('score("x") > 0.3').evaluate(values, {})).toThrow('no implementation of score')
})
