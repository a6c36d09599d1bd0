import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Problem } from '../document/problem.ts'
import { checkData, factType, factTypes } from './catalogue.ts'
import type { FieldDescription, Fields } from './field.ts'
import { dataSchema } from './json-schema.ts'

const told = (type: string, data: unknown): readonly string[] => checkData(type, data).map(line)
const line = ({ level, code, place }: Problem): string => `${level} ${code} ${place.path ?? ''}`
const made = { promise: 'p-1', kind: 'call-back', owner: 'care' }

test('a promise whose due is unknown is a good fact', () => {
  expect(told('promise.made', made)).toEqual([])
  expect(told('promise.made', { ...made, due: null })).toEqual([])
})

test('a field that must be there is asked for by name, with what it means', () => {
  const [problem] = checkData('promise.made', { kind: 'call-back' })
  expect(problem).toMatchObject({ code: 'missing', place: { path: 'promise' } })
  expect(problem?.mend).toContain('as its silo names it')
})

test('a field under a misspelt name is recognised', () => {
  const problems = checkData('promise.made', { promis: 'p-1', kind: 'call-back' })
  expect(problems.map(line)).toEqual(['warning near-name promis', 'error missing promise'])
  expect(problems[1]?.mend).toBe('Rename “promis” to it.')
})

test('a misspelt optional field is kept, and said, since a due that is missed in silence is a promise nobody watches', () => {
  expect(told('promise.made', { ...made, du: '2015-01-16T08:30:00Z' })).toEqual(['warning near-name du'])
})

test('fields of the silo’s own are welcome', () => {
  expect(told('promise.made', { ...made, floor: 3, tags: ['a', { b: null }] })).toEqual([])
})

test.each([
  ['promise.made', { ...made, due: '2015-01-16T08:30:00' }, 'error not-an-instant due'],
  ['promise.made', { ...made, due: '9999-12-31T00:00:00Z' }, 'error not-an-instant due'],
  ['promise.made', { ...made, due: 1421415000 }, 'error wrong-type due'],
  ['promise.made', { ...made, kind: '' }, 'error wrong-form kind'],
  ['promise.made', { ...made, owner: 'x'.repeat(513) }, 'error wrong-form owner'],
  ['promise.kept', { promise: 'p-1', without_work: 'yes' }, 'error wrong-type without_work'],
  ['promise.kept', { promise: 'p-1', reason: 'a\0b' }, 'error nul-character reason'],
  ['promise.kept', { promise: 'p-1', reason: 'x'.repeat(100_001) }, 'error too-long reason'],
  ['promise.kept', { promise: 'p-1', reason: '\ud83d' }, 'error half-character reason'],
  [
    'promise.moved',
    { promise: 'p-1', due: '2015-01-16T08:30:00Z', asked_by: 'Customer' },
    'error value-not-allowed asked_by',
  ],
  ['visit.booked', { visit: 'v-1', window: { start: '2015-01-16T08:30:00Z' } }, 'error missing window.end'],
  ['visit.booked', { visit: 'v-1', window: ['08:30', '12:00'] }, 'error wrong-type window'],
  ['visit.assigned', { visit: 'v-1', crew: 'van-7', day: '2015-13-01' }, 'error wrong-form day'],
  [
    'bill.drafted',
    { bill: 'b', order: 'o', lines: [{ code: 'x', amount: 29.9, currency: 'EUR' }] },
    'error wrong-type lines[0].amount',
  ],
  [
    'bill.drafted',
    { bill: 'b', order: 'o', lines: [{ code: 'x', amount: '1,000.00', currency: 'eur' }] },
    'error wrong-form lines[0].amount,error wrong-form lines[0].currency',
  ],
  [
    'silo.load',
    { ...factType('silo.load')?.example.data, opened: 1.5, broken_7d: -1 },
    'error wrong-form opened,error wrong-form broken_7d',
  ],
])('of a bad %s the door says where and how to mend it, case %#', (type, data, expected) => {
  const problems = checkData(type, data)
  expect(problems.map(line).join()).toBe(expected)
  for (const { reason, mend } of problems) {
    expect(reason).toMatch(/\.$/)
    expect(mend).toMatch(/[.”?\]]$/)
  }
})

test('money sent as a JSON number is told to be put in quotes', () => {
  const [problem] = checkData('payment.received', { amount: 29.9, currency: 'EUR' })
  expect(problem?.mend).toContain('"29.9"')
})

test('a type of the silo’s own may hold anything but what nothing may hold', () => {
  expect(told('meter.read', { value: 12, unit: 'kWh' })).toEqual([])
  expect(told('meter.read', { deep: [{ note: 'a\0b' }] })).toEqual(['error nul-character deep[0].note'])
  expect(told('meter.read', JSON.parse('{"a":1e999}'))).toEqual(['error not-finite a'])
  expect(told('meter.read', JSON.parse('{"__proto__":{"x":1}}'))).toEqual(['error bad-name __proto__'])
  expect(told('meter.read', [])).toEqual(['error wrong-type '])
})

test('data nested beyond reason is refused instead of followed', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`) as unknown
  expect(told('meter.read', deep)).toHaveLength(1)
  expect(told('promise.made', { ...made, extra: deep })[0]).toMatch(/^error too-deep extra\.a/)
})

const anyValue = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', 'x', 'no-access', 'EUR', '12.50', '2015-01-16', 0, 0.5, 1.5, -1, 7, [], {}),
  fc.constantFrom('2015-01-16T08:30:00Z', '2015-01-16T08:30:00-05:00', '2015-01-16T08:30:00', '2015-02-30T08:30:00Z'),
)

/** Mostly what a field asks for, so that whole facts are often good; sometimes anything. */
function valueFor(described: FieldDescription): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: goodFor(described) }, { weight: 1, arbitrary: anyValue })
}

function goodFor({ kind, form, values, item, fields }: FieldDescription): fc.Arbitrary<unknown> {
  if (kind === 'list') return item === undefined ? fc.constant([]) : fc.array(valueFor(item), { maxLength: 3 })
  if (kind === 'object') return dataFor(fields ?? {})
  if (kind === 'instant') return fc.constantFrom('2015-01-16T08:30:00Z', '2015-01-16T08:30:00.250+05:30')
  if (kind === 'boolean') return fc.boolean()
  if (kind === 'number') return form === undefined ? fc.integer() : fc.constantFrom(0, 1)
  if (values !== undefined) return fc.constantFrom(...values)
  return fc.constantFrom(
    form === 'day' ? '2015-01-16' : form === 'decimal' ? '-3.10' : form === 'currency' ? 'GBP' : 'k-1',
  )
}

function dataFor(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
  const names = Object.keys(fields)
  const values = Object.fromEntries(Object.entries(fields).map(([name, described]) => [name, valueFor(described)]))
  const absent = fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray(names) })
  const optional = fc.subarray(names.filter((name) => fields[name]?.optional === true))
  return fc.tuple(fc.record(values), absent, optional).map(([data, some, more]) => {
    const left = new Set([...some, ...more])
    return Object.fromEntries(Object.entries(data).filter(([name]) => !left.has(name)))
  })
}

const schemas = new Map(factTypes().map(({ type }) => [type, z.fromJSONSchema(dataSchema(type) ?? false)]))
const typeAndData = fc
  .constantFrom(...factTypes().map(({ type }) => type))
  .chain((type) => fc.tuple(fc.constant(type), dataFor(factType(type)?.fields ?? {})))

test('law: the door and the published JSON Schema, read by another library, agree on every fact', () => {
  const seen = { good: 0, bad: 0 }
  fc.assert(
    fc.property(typeAndData, ([type, data]) => {
      const good = checkData(type, data).every(({ level }) => level === 'warning')
      seen[good ? 'good' : 'bad'] += 1
      expect([data, schemas.get(type)?.safeParse(data).success]).toEqual([data, good])
    }),
    { numRuns: 2000 },
  )
  expect(Math.min(seen.good, seen.bad)).toBeGreaterThan(200)
})

test('law: no JSON value makes the check throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...schemas.keys(), 'meter.read'), fc.jsonValue(), (type, data) => {
      expect(Array.isArray(checkData(type, data))).toBe(true)
    }),
  )
})
