import { expect, test } from 'vitest'
import type { Clause } from './clause.ts'
import { begin, evolve } from './evolve.ts'
import { kept, made, promiseOf, standing, statedRule } from './promise.testing.ts'

const booked = made('2 09:00', '5 17:00')
const context = { zoneAt: () => 'UTC', acts: new Set<string>() }
const clause = (role: Clause['role'], when: Clause['when']): Clause => ({
  rule: statedRule,
  role,
  key: () => 'p',
  when,
})
const evolving = { promise: promiseOf([booked]), promised: booked, context }

test('a clause counts only where its condition holds, and the condition sees the promise as it stands', () => {
  const fact = kept('3 09:00')
  const ofField = clause('kept', (_, promise) => promise?.owner === 'field')
  expect(evolve(evolving, { fact, clause: ofField })).toBe(evolving.promise)
  const owned = { ...evolving, promise: { ...evolving.promise, owner: 'field' } }
  expect(standing(evolve(owned, { fact, clause: ofField }))).toEqual(['kept 3 09:00'])
})

test('a making counts only where its condition holds, and nothing else begins a promise', () => {
  expect(begin({ fact: booked, clause: clause('made', () => false) }, 'p', context)).toBeNull()
  expect(begin({ fact: booked, clause: clause('made', (_, promise) => promise === null) }, 'p', context)).not.toBeNull()
  expect(begin({ fact: kept('3 09:00'), clause: clause('kept', null) }, 'p', context)).toBeNull()
})

test('a fact that makes a promise by two clauses makes it once', () => {
  expect(evolve(evolving, { fact: booked, clause: clause('made', null) })).toBe(evolving.promise)
})
