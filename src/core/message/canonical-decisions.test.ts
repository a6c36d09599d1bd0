import { expect, test } from 'vitest'
import { textOf } from '../fact/canonical-bytes.testing.ts'
import { writeDecisions } from './canonical-decisions.ts'
import type { Action, Decision } from './decision.ts'

const canonicalDecisions = (customer: string, decisions: readonly Decision[]): string =>
  textOf((out) => writeDecisions(out, customer, decisions))

const say: Action = { do: 'say', template: 't', ask: ['wait'], class: 'service' }
const decision: Decision = {
  customer: 'c',
  anchor: 'p#1',
  moment: 'm',
  occurrence: '0',
  outcome: 'said',
  action: say,
  at: 2,
  eligibleAt: 1,
  promise: 'p',
  version: 1,
  because: { rule: 'm', reason: 'r', facts: ['s f'] },
  playbookVersion: 'v',
  modelVersion: null,
  arm: 'all',
  propensity: 1,
  expected: null,
}

test('whatever was decided is in its canonical text, every field of it', () => {
  const others: readonly Partial<Decision>[] = [
    {},
    { anchor: 'p#2' },
    { moment: 'n' },
    { occurrence: '1' },
    { outcome: 'held' },
    { action: { ...say, template: 'u' } },
    { action: { ...say, ask: [] } },
    { action: { ...say, class: 'urgent' } },
    { action: { do: 'nudge', silo: 'field', rung: 1 } },
    { action: { do: 'nudge', silo: 'field', rung: 2 } },
    { action: { do: 'case', kind: 'k', owner: null } },
    { action: { do: 'case', kind: 'k', owner: 'care' } },
    { at: 3 },
    { eligibleAt: 0 },
    { promise: null },
    { version: 2 },
    { because: { rule: 'm', reason: 'other', facts: ['s f'] } },
    { because: { rule: 'm', reason: 'r', facts: [] } },
    { playbookVersion: 'w' },
    { modelVersion: 'm1' },
    { arm: 'holdout' },
    { propensity: 0.95 },
  ]
  const texts = others.map((other) => canonicalDecisions('c', [{ ...decision, ...other }]))
  expect(new Set(texts).size).toBe(others.length)
})

test('order counts: decisions are written as they were made', () => {
  const other = { ...decision, moment: 'n' }
  expect(canonicalDecisions('c', [decision, other])).not.toBe(canonicalDecisions('c', [other, decision]))
})
