import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileExpression } from './compile.ts'
import { isBad } from './refusal.ts'
import type { FunctionTypes, ScopeType } from './field-type.ts'

const scope: ScopeType = {
  data: {
    fields: {
      text: 'string',
      count: 'number',
      flag: 'boolean',
      at: 'instant',
      took: 'duration',
      tags: { list: 'string' },
      items: { list: { fields: { kind: 'string', at: 'instant' } } },
      deep: { fields: { at: 'instant' } },
      other: 'any',
    },
  },
}
const functions: FunctionTypes = { score: { args: ['string'], result: 'number' } }
const calls = { score: (): number => 0.5 }

const literals = [
  '1',
  '1.5',
  '"a"',
  'true',
  'null',
  '[1]',
  '["a"]',
  '[]',
  'duration("3h")',
  'timestamp("2026-01-01T00:00:00Z")',
]
const paths = [
  'data.text',
  'data.count',
  'data.flag',
  'data.at',
  'data.took',
  'data.tags',
  'data.items',
  'data.deep',
  'data.other',
  'data.other.x',
]
const atoms = [...literals, ...paths, 'data.items[0].at', 'data.tags[0]', 'size(data.tags)', 'score("x")']
const signs = ['==', '!=', '<', '>=', '+', '-', '*', '/', '%', 'in', '&&', '||']
const value = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    1,
    1.5,
    'a',
    true,
    '2026-01-01T00:00:00Z',
    [1],
    ['a'],
    [null],
    [{ kind: 'x', at: 7 }],
  ),
  fc.jsonValue(),
)
const data = fc.dictionary(
  fc.constantFrom('text', 'count', 'flag', 'at', 'took', 'tags', 'items', 'deep', 'other'),
  value,
)

/** Refused, or evaluated without an exception. */
function survives(source: string, facts: readonly unknown[]): void {
  const compiled = compileExpression(source, { scope, functions })
  if (isBad(compiled)) {
    expect(compiled.reason).not.toBe('')
    expect(compiled.mend).not.toBe('')
    return
  }
  for (const fact of facts) compiled.evaluate({ data: fact }, calls)
}

test('law: every sign between any two things is refused or evaluates without an exception, whatever a fact holds', () => {
  const facts = fc.sample(data, { numRuns: 8, seed: 7 })
  for (const left of atoms)
    for (const right of atoms)
      for (const sign of ['==', '<', '+', '-', '*', '/', 'in', '&&']) survives(`${left} ${sign} ${right}`, facts)
})

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...atoms),
    fc
      .tuple(tie('expression'), fc.constantFrom(...signs), tie('expression'))
      .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    fc
      .tuple(tie('expression'), tie('expression'), tie('expression'))
      .map(([one, two, three]) => `(${one} ? ${two} : ${three})`),
    fc.tuple(fc.constantFrom('!', '-'), tie('expression')).map(([sign, one]) => `${sign}(${one})`),
    fc
      .tuple(
        fc.constantFrom('data.items', 'data.other', 'data.tags'),
        fc.constantFrom('exists', 'all', 'filter', 'map'),
        tie('expression'),
      )
      .map(([list, loop, body]) => `${list}.${loop}(one, ${body} == one)`),
    fc
      .tuple(tie('expression'), fc.constantFrom('startsWith', 'contains', 'matches'))
      .map(([one, method]) => `(${one}).${method}("a")`),
    fc
      .tuple(fc.constantFrom('string', 'int', 'double', 'size', 'timestamp', 'duration', 'has'), tie('expression'))
      .map(([name, one]) => `${name}(${one})`),
  ),
}))

test('law: larger expressions too', () => {
  fc.assert(fc.property(expression, fc.array(data, { maxLength: 4 }), survives))
})

test('law: any text at all is refused or compiled', () => {
  const noise = fc.array(
    fc.constantFrom(...'data.text ( ) [ ] { } " \' + - ! ? : , . == && || 1 u e x \\ \n'.split(' '), '\u0000', '😀'),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        noise.map((parts) => parts.join('')),
      ),
      data,
      (source, fact) => survives(source, [fact]),
    ),
  )
})
