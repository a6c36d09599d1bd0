import { expect, test } from 'vitest'
import { given } from './fact.testing.ts'
import { isHistory } from './history.ts'

test('heard more than a day after it was true, a fact is history; after a day exactly it is not yet', () => {
  expect(isHistory(given('x', '2 09:00', {}, { heard: '3 09:00' }))).toBe(false)
  expect(isHistory(given('x', '2 09:00', {}, { heard: '3 09:01' }))).toBe(true)
})

test('a fact heard before it is true is no history', () => {
  expect(isHistory(given('x', '9 09:00', {}, { heard: '2 09:00' }))).toBe(false)
})
