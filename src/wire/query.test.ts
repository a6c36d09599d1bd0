import { expect, test } from 'vitest'
import { parseInstant } from '../core/time/instant.ts'
import { readQuery, type GivenQuery } from './query.ts'

const fields = {
  customer: { kind: 'text', says: 'Whose.' },
  state: { kind: 'text', says: 'How it stands.', values: ['open', 'kept'] },
  'due-before': { kind: 'instant', says: 'Due before.' },
  limit: { kind: 'count', says: 'How many.', most: 500 },
  closed: { kind: 'flag', says: 'Too.', values: ['true', 'false'] },
} as const
const none = { customer: null, state: null, 'due-before': null, limit: null, closed: null }
const codes = (given: GivenQuery): readonly string[] => {
  const read = readQuery(fields, given)
  return 'problems' in read ? read.problems.map(({ code, place }) => `${code} ${place.path ?? ''}`) : []
}

test('what is absent or empty is null', () => {
  expect(readQuery(fields, { customer: '' })).toEqual({ query: none })
})

test('values are read as what they are; a “+” that became a blank is one again', () => {
  const given = {
    customer: 'crm:1',
    state: 'open',
    'due-before': '2015-01-16T13:30:00 01:00',
    limit: '500',
    closed: 'true',
  }
  const due = parseInstant('2015-01-16T12:30:00Z')
  expect(readQuery(fields, given)).toEqual({
    query: { customer: 'crm:1', state: 'open', 'due-before': due, limit: 500, closed: true },
  })
})

test('a filter that is misspelt, twice or impossible is refused: it must not show everything', () => {
  expect(codes({ costumer: 'crm:1' })).toEqual(['unknown-query costumer'])
  expect(readQuery(fields, { costumer: '1' })).toMatchObject({ problems: [{ mend: 'Did you mean “customer”?' }] })
  expect(codes({ state: ['open', 'kept'] })).toEqual(['twice state'])
  expect(codes({ state: 'opened' })).toEqual(['value-not-allowed state'])
  expect(codes({ limit: '501' })).toEqual(['wrong-form limit'])
  expect(codes({ limit: '1e2', 'due-before': '2015-02-30T00:00:00Z' })).toEqual([
    'wrong-form due-before',
    'wrong-form limit',
  ])
  expect(codes({ customer: 'a\0' })).toEqual(['too-long customer'])
  expect(codes({ __proto__: 'x', toString: 'x' })).toEqual(['unknown-query toString'])
  expect(readQuery({ alias: { kind: 'text', says: 'Whose.', required: true } }, {})).toMatchObject({
    problems: [{ code: 'missing' }],
  })
})
