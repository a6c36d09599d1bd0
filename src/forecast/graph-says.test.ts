import { expect, test } from 'vitest'
import { on } from '../core/fact/fact.testing.ts'
import { asOf } from '../core/ledger/as-of.ts'
import { currentVersion } from '../core/promise/customer-promise.ts'
import type { PromiseVersion } from '../core/promise/customer-promise.ts'
import { clock, kept, made, progressed, promiseOf, statedRule, withdrawn } from '../core/promise/promise.testing.ts'
import { hours } from '../core/time/instant.ts'
import type { Fact } from '../core/fact/fact.ts'
import { graphSays, type Need } from './graph-says.ts'
import { siloSays } from './silo-says.ts'

/** Due 5 17:00, so that its tell-by is 4 17:00 and its last point 4 13:00. */
const proposal: PromiseVersion = currentVersion(promiseOf([made('2 09:30', '5 17:00')]))
const rule = { ...statedRule, to: 'sales', owner: () => 'operations', unkept: 'has not named the engineer' }
const named = made('2 09:30', '4 17:00')

function need(now: string, facts: readonly Fact[], after = hours(24)): Need {
  const promise = asOf(promiseOf(facts, rule), on(now))
  const version = currentVersion(promise)
  const silo = version.state === 'open' ? siloSays(promise, version) : null
  return { promise, forecast: silo === null ? null : { ...silo, from: 'silo' }, after }
}

function at(now: string, ...needs: readonly Need[]): string {
  const says = graphSays({ version: proposal, needs, now: on(now), said: clock })
  if (says === null) return 'nothing'
  return `${says.level}, ${says.expected === null ? 'not known' : clock(says.expected)}: ${says.reason}`
}

test('a need that is open and not late leaves the promise in no danger', () => {
  expect(at('3 09:00', need('3 09:00', [named]))).toBe('none, not known: what it needs may still come in time')
})

test('a need still owed when nothing more comes before tell-by, too late for the usual time after it', () => {
  const reason = 'operations has not named the engineer; it is due 4 17:00'
  expect(at('4 12:59', need('4 12:59', [named]))).toMatch(/^none/)
  expect(at('4 13:00', need('4 13:00', [named]))).toBe(`medium, not known: ${reason}`)
  // What usually comes three hours after the engineer may still come by tell-by.
  expect(at('4 13:00', need('4 13:00', [named], hours(3)))).toMatch(/^none/)
})

test('a need that was never meant to come before tell-by is not missed by then', () => {
  expect(at('4 13:00', need('4 13:00', [made('2 09:30', '5 09:00')], hours(8)))).toMatch(/^none/)
})

test('its own silo says when: that plus the usual time after it', () => {
  const said = (expected: string) => [named, progressed('3 09:00', { expected: `2026-03-${expected}:00Z` })]
  expect(at('3 09:00', need('3 09:00', said('06T12:00')))).toBe(
    'high, 7 12:00: operations has not named the engineer; it is expected 6 12:00',
  )
  expect(at('4 13:00', need('4 13:00', said('04T16:00')))).toBe('none, 5 16:00: what it needs may still come in time')
  expect(at('4 16:30', need('4 16:30', said('04T16:00')))).toMatch(/^medium/)
})

test('its own silo says late, and not until when', () => {
  expect(at('3 09:00', need('3 09:00', [named, progressed('3 09:00')]))).toBe(
    'high, not known: operations has not named the engineer; it is due 4 17:00',
  )
})

test('overdue it comes now at the earliest; once that is too late the danger is high', () => {
  const early = made('2 09:30', '3 17:00')
  expect(at('3 18:00', need('3 18:00', [early]))).toBe(
    'low, not known: operations has not named the engineer; it was due 3 17:00',
  )
  expect(at('4 17:01', need('4 17:01', [early]))).toMatch(/^high/)
})

test('kept late, it says until when the rest usually takes; kept in good time, nothing but that it is there', () => {
  expect(at('4 19:00', need('4 19:00', [named, kept('4 18:00')]))).toBe(
    'medium, 5 18:00: operations was done only 4 18:00, and the rest usually takes until 5 18:00',
  )
  expect(at('3 12:00', need('3 12:00', [named, kept('3 11:00')]))).toBe('none, 4 11:00: what it needs has come')
  expect(at('4 11:00', need('4 11:00', [named, kept('3 11:00')]))).toBe('nothing')
})

test('of several needs the worst speaks; one that nobody wants any more says nothing', () => {
  const fine = need('4 13:00', [named, kept('4 12:00')])
  const missing = need('4 13:00', [named])
  expect(at('4 13:00', fine, missing)).toMatch(/^medium/)
  expect(at('4 13:00', missing, fine)).toMatch(/^medium/)
  expect(at('4 13:00', need('4 13:00', [named, withdrawn('3 09:00')]))).toBe('nothing')
  expect(at('4 13:00')).toBe('nothing')
})

test('a need without a due time is owed now, and where nobody said what is not done its kind stands for it', () => {
  const facts = [named, progressed('3 09:00')].map((fact) => ({ ...fact, data: { ...fact.data, due: null } }))
  const { unkept: _, ...wordless } = rule
  const promise = promiseOf(facts, wordless)
  expect(at('4 18:00', { promise, forecast: null, after: hours(24) })).toBe(
    'medium, not known: operations still owes stated',
  )
})
