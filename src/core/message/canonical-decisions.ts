import type { CustomerId } from '../fact/subject.ts'
import type { Action, Decision } from './decision.ts'

/**
 * What `digest.decisions` is made of: one customer's decisions in the order they were made, as JSON of lists; instants
 * in seconds, as in canonicalPromises.
 */
export const canonicalDecisions = (customer: CustomerId, decisions: readonly Decision[]): string =>
  JSON.stringify([customer, decisions.map(listed)])

const listed = (decision: Decision): readonly unknown[] => [
  decision.anchor,
  decision.moment,
  decision.occurrence,
  decision.outcome,
  decision.at / 1000,
  decision.eligibleAt / 1000,
  decision.promise,
  decision.version,
  decision.because.reason,
  decision.because.facts,
  listedAction(decision.action),
  decision.playbookVersion,
  decision.modelVersion,
  decision.arm,
  decision.propensity,
]

function listedAction(action: Action): readonly unknown[] {
  switch (action.do) {
    case 'say':
      return [action.do, action.template, action.ask, action.class]
    case 'nudge':
      return [action.do, action.silo, action.rung]
    case 'case':
      return [action.do, action.kind, action.owner]
  }
}
