import fc from 'fast-check'
import type { ASTNode } from '@marcbachmann/cel-js'
import { expect, test } from 'vitest'
import { assemble } from './assemble.ts'
import { checkingEnvironment } from './environment.ts'
import { direct } from './direct.ts'
import { isFailed } from './failed.ts'
import { byLibrary } from './library.ts'
import type { Names } from './paths.ts'
import type { FunctionTypes, Scope, ScopeType } from './field-type.ts'

const scope: ScopeType = {
  data: {
    fields: {
      text: 'string',
      other: 'string',
      count: 'number',
      flag: 'boolean',
      at: 'instant',
      took: 'duration',
      deep: { fields: { at: 'instant' } },
    },
  },
  fact: { fields: { time: 'instant' } },
}
const functions: FunctionTypes = {}
const names: Names = { scope, functions, locals: new Map() }
const environment = checkingEnvironment(scope, functions)

const sides = {
  string: ['data.text', 'data.other', '"a"', '""', '"b\\n"'],
  number: ['data.count', '3', '-3', '0.5', '-0.5'],
  instant: ['data.at', 'data.deep.at', 'fact.time', 'timestamp("1970-01-01T00:00:00.003Z")'],
  duration: ['data.took', 'duration("3s")', 'duration("1h30m")'],
  boolean: ['data.flag', 'true', 'false'],
}
const order = ['<', '<=', '>', '>=']
const comparison = fc
  .constantFrom(...(Object.keys(sides) as (keyof typeof sides)[]))
  .chain((kind) =>
    fc
      .tuple(
        fc.constantFrom(...sides[kind]),
        fc.constantFrom('==', '!=', ...(kind === 'boolean' ? [] : order)),
        fc.constantFrom(...sides[kind], 'null'),
      )
      .map(([left, op, right]) => `${left} ${right === 'null' ? '!=' : op} ${right}`),
  )
const has = fc.constantFrom('has(data.text)', 'has(data.deep.at)', 'has(fact.time)')
const textTest = fc
  .tuple(
    fc.constantFrom('data.text', 'data.other'),
    fc.constantFrom('contains', 'startsWith', 'endsWith'),
    fc.constantFrom('"a"', '""', '"b\\n"'),
  )
  .map(([path, method, wanted]) => `${path}.${method}(${wanted})`)
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    comparison,
    has,
    textTest,
    fc.constantFrom('data.flag'),
    fc
      .tuple(tie('condition'), tie('condition'), tie('condition'))
      .map(([which, yes, no]) => `(${which} ? ${yes} : ${no})`),
    fc
      .tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition'))
      .map(([left, op, right]) => `(${left} ${op} ${right})`),
    tie('condition').map((one) => `!(${one})`),
  ),
}))

const odd = fc.constantFrom<unknown>(undefined, null, 7, true, {}, [], 'nothing')
const text = fc.oneof(fc.constantFrom<unknown>('a', '', 'b\n', 'c'), odd)
const time = fc.oneof(
  fc.constantFrom<unknown>(3, 0, -3, '1970-01-01T00:00:00.003Z', '1970-01-01T01:00:00+01:00', '1970-02-31T00:00:00Z'),
  odd,
)
const data = fc.record({
  text,
  other: text,
  count: fc.oneof(fc.constantFrom<unknown>(3, -3, 0.5, 0), odd),
  flag: fc.oneof(fc.boolean(), odd),
  at: time,
  took: fc.oneof(fc.constantFrom<unknown>(3_000, '3s', '90m'), odd),
  deep: fc.oneof(fc.record({ at: time }), odd),
})
const situation: fc.Arbitrary<Scope> = fc.record({
  data: fc.oneof({ weight: 9, arbitrary: data }, odd),
  fact: fc.record({ time }),
})

const parse = (source: string): ASTNode => environment.parse(source).ast
const outcome = (value: unknown): unknown => (isFailed(value) ? 'failed' : value)

test('law: a comparison gives the same with and without the library', () => {
  fc.assert(
    fc.property(fc.oneof(comparison, has), situation, (source, values) => {
      const plain = direct(parse(source), names)
      if (plain !== undefined)
        expect(outcome(plain(values))).toEqual(outcome(byLibrary(parse(source), names)(values, {})))
    }),
    { numRuns: 500 },
  )
})

test('law: joined by && || ! and ? : they still give the same', () => {
  fc.assert(
    fc.property(condition, situation, (source, values) => {
      // A path alone may be null, which no condition is.
      const settled = (value: unknown): unknown => (value === null ? 'failed' : outcome(value))
      const joined = assemble(parse(source), names)(values, {})
      expect(settled(joined)).toEqual(settled(byLibrary(parse(source), names)(values, {})))
    }),
    { numRuns: 500 },
  )
})

test('comparisons of paths and literals never need the library', () => {
  const sources = [
    'data.text == "a"',
    '"a" != data.text',
    'data.at <= fact.time',
    'data.took > duration("20m")',
    'data.count > -1',
    'data.text != null',
    'has(data.deep.at)',
  ]
  expect(sources.filter((source) => direct(parse(source), names) === undefined)).toEqual([])
})
