import type { CustomerId } from '../fact/subject.ts'
import type { Action, Decision } from './decision.ts'

/** What `digest.decisions` is made of: one customer's decisions as canonical JSON, in the order they were made. */
export const canonicalDecisions = (customer: CustomerId, decisions: readonly Decision[]): string =>
  JSON.stringify({ customer, decisions: decisions.map(plainDecision) })

const plainDecision = (decision: Decision): object => ({
  action: plainAction(decision.action),
  anchor: decision.anchor,
  arm: decision.arm,
  at: decision.at,
  because: { facts: decision.because.facts, reason: decision.because.reason, rule: decision.because.rule },
  eligibleAt: decision.eligibleAt,
  modelVersion: decision.modelVersion,
  moment: decision.moment,
  occurrence: decision.occurrence,
  outcome: decision.outcome,
  playbookVersion: decision.playbookVersion,
  promise: decision.promise,
  propensity: decision.propensity,
  version: decision.version,
})

function plainAction(action: Action): object {
  switch (action.do) {
    case 'say':
      return { ask: action.ask, class: action.class, do: action.do, template: action.template }
    case 'nudge':
      return { do: action.do, rung: action.rung, silo: action.silo }
    case 'case':
      return { do: action.do, kind: action.kind, owner: action.owner }
  }
}
