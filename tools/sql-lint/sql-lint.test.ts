import { expect, test } from 'vitest'
import { notAllowed, notNeeded } from './allowed.ts'
import { faultsOf } from './lint.ts'
import { readRepository } from './repository.ts'

const faults = faultsOf(readRepository())

// Reading the house's SQL and finding none would look the same as finding nothing wrong.
test('the statements of the store are found', () => {
  const { code } = readRepository()
  expect([...code.keys()].filter((file) => file.startsWith('src/store/')).length).toBeGreaterThan(60)
  expect(faults.filter(({ rule }) => rule === 'one-a-file').length).toBeGreaterThan(0)
})

test('our SQL keeps its rules, or is listed in tools/sql-lint/allowed.ts with the reason', () => {
  expect(notAllowed(faults)).toEqual([])
})

test('nothing is listed in tools/sql-lint/allowed.ts that keeps the rule', () => {
  expect(notNeeded(faults)).toEqual([])
})
