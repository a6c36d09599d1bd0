import { expect, test } from 'vitest'
import { compileExpression, type CompiledExpression } from './compile.ts'
import { isBad } from './refusal.ts'
import type { ScopeType } from './field-type.ts'

const scope: ScopeType = {
  data: { fields: { text: 'string', more: 'string', list: { list: 'string' }, other: 'any' } },
}
const refusal = (source: string): string => {
  const answer = compileExpression(source, { scope })
  return isBad(answer) ? answer.refused : 'accepted'
}
const compiled = (source: string): CompiledExpression => {
  const answer = compileExpression(source, { scope })
  if (isBad(answer)) throw new Error(answer.reason)
  return answer
}

test.each([
  ['deep brackets', `${'('.repeat(300)}1${')'.repeat(300)}`],
  ['many negations', `${'!'.repeat(1_999)}true`],
  ['a long chain', Array.from({ length: 300 }, () => 'true').join('&&')],
  ['a long list', `"a" in [${Array.from({ length: 300 }, () => '""').join(',')}]`],
  ['a huge text', `data.text == "${'x'.repeat(10_000_000)}"`],
  ['many arguments', `f(${Array.from({ length: 40 }, () => '1').join(',')})`],
  ['a loop in a loop', 'data.list.exists(a, data.list.exists(b, a == b))'],
  ['a loop in a loop’s list', 'data.list.map(a, data.list.filter(b, b == a))'],
  ['a pattern whose counts multiply', 'data.text.matches("((a{0,100}){0,10}){0,1}$")'],
  ['a long pattern', `data.text.matches("${'a'.repeat(201)}")`],
])('%s is refused as too costly, at once', (_name, source) => {
  expect(refusal(source)).toBe('too-costly')
})

test.each([
  'cel.bind(a, data.text + data.text, a + a)',
  'type(data)',
  'dyn(1)',
  'b"x".json()',
  'data.text.split("")',
  'google.protobuf.Timestamp',
  'data.text.getHours()',
  'constructor',
  'toString()',
  '__proto__',
  '{"a": 1}',
  '1u',
  'data[data.text]',
  'data.text.matches(data.more)',
  'data.text.matches("(?=x)")',
])('%s is not offered', (source) => {
  expect(refusal(source)).not.toBe('accepted')
})

test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'])(
  '%s is nothing that every object has',
  (name) => {
    expect(refusal(`data.${name} == null`)).toBe('unknown-field')
    expect(compiled(`data.other.${name}`).evaluate({ data: { other: {} } })).toBeNull()
    expect(compiled(`data.other["${name}"] == null`).evaluate({ data: { other: {} } })).toBe(true)
    expect(compiled(`data.other.exists(one, one.${name} != null)`).evaluate({ data: { other: [{}] } })).toBe(false)
  },
)

test('a field of that name is read when the fact has one', () => {
  const data: unknown = JSON.parse('{"other": {"__proto__": "mine", "constructor": 3}}')
  expect(compiled('data.other.__proto__ == "mine"').evaluate({ data })).toBe(true)
  expect(compiled('data.other.constructor').evaluate({ data })).toBe(3)
})

test('patterns that hang other engines are answered in linear time', () => {
  const text = `${'a'.repeat(16_000)}b`
  const started = performance.now()
  for (const pattern of ['(a+)+$', '(a*)*(a*)*c', '(a|aa)+$', '.*.*.*=.*;']) {
    expect(compiled(`data.text.matches("${pattern}")`).evaluate({ data: { text } })).toBe(false)
  }
  expect(performance.now() - started).toBeLessThan(1_500)
})

test('texts and lists beyond the bounds, and work beyond the fuel, fail with their reason', () => {
  const text = 'a'.repeat(16_384)
  const list = Array.from({ length: 1_000 }, () => `${'a'.repeat(999)}b`)
  const reason = (source: string, data: object): unknown => compiled(source).evaluate({ data })
  expect(reason('data.text.contains("b")', { text: 'x'.repeat(10_000_000) })).toMatchObject({
    failed: 'data.text is too long for a condition',
  })
  expect(reason('data.list.exists(one, one == "b")', { list: [...list, 'x'] })).toMatchObject({
    failed: 'data.list is too long for a condition',
  })
  expect(reason('data.list.exists(one, data.text.contains(one))', { text, list })).toMatchObject({
    failed: 'the condition costs too much on this data',
  })
  expect(reason('data.text.contains(data.more)', { text, more: text })).toMatchObject({
    failed: 'the text to look for is too long',
  })
})

test('NUL, lone surrogates and quotes in names and texts change nothing but the text', () => {
  for (const odd of ['\u0000', '\ud800', '\u2028', 'é', '😀']) {
    expect(compiled(`data.text == "${odd}"`).evaluate({ data: { text: odd } })).toBe(true)
    expect(compiled(`data.list.exists(one, one == "${odd}")`).evaluate({ data: { list: [odd] } })).toBe(true)
  }
  expect(refusal('data.text == "a\nb"')).toBe('syntax')
})
