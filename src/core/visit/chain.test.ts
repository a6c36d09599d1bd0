import { expect, test } from 'vitest'
import { given } from '../fact/fact.testing.ts'
import { firstInChain } from './chain.ts'

const booked = (visit: string, follows?: string) =>
  given('visit.booked', '2 09:00', { visit, ...(follows === undefined ? {} : { follows }) }, { id: visit })

test('visits that follow each other are one matter, named by the first', () => {
  const facts = [booked('v-1'), booked('v-2', 'v-1'), booked('v-3', 'v-2'), booked('w-1')]
  expect(['v-1', 'v-2', 'v-3', 'w-1'].map((visit) => firstInChain(facts, visit))).toEqual(['v-1', 'v-1', 'v-1', 'w-1'])
})

test('what was never booked is no visit, and what one follows need not be known', () => {
  expect(firstInChain([booked('v-2', 'v-1')], 'v-1')).toBeUndefined()
  expect(firstInChain([booked('v-2', 'v-1')], 'v-2')).toBe('v-2')
})

test('two visits that are said to follow each other lead to one of them, not around', () => {
  expect(firstInChain([booked('v-1', 'v-2'), booked('v-2', 'v-1')], 'v-1')).toBe('v-2')
})
