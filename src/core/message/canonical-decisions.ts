import {
  closeList,
  closeText,
  openList,
  writeEach,
  writeNumber,
  writeSeconds,
  writeText,
  type CanonicalBytes,
} from '../fact/canonical-bytes.ts'
import type { CustomerId } from '../fact/subject.ts'
import type { Action, Decision } from './decision.ts'

/**
 * What `digest.decisions` is made of: one customer's decisions in the order they were made, as JSON of lists; instants
 * in seconds, as in writePromises.
 */
export function writeDecisions(out: CanonicalBytes, customer: CustomerId, decisions: readonly Decision[]): void {
  openList(out)
  writeText(out, customer)
  writeEach(out, decisions, writeDecision)
  closeText(out)
}

function writeDecision(out: CanonicalBytes, decision: Decision): void {
  openList(out)
  writeText(out, decision.anchor)
  writeText(out, decision.moment)
  writeText(out, decision.occurrence)
  writeText(out, decision.outcome)
  writeSeconds(out, decision.at)
  writeSeconds(out, decision.eligibleAt)
  writeText(out, decision.promise)
  writeNumber(out, decision.version)
  writeText(out, decision.because.reason)
  writeEach(out, decision.because.facts, writeText)
  writeAction(out, decision.action)
  writeText(out, decision.playbookVersion)
  writeText(out, decision.modelVersion)
  writeText(out, decision.arm)
  writeNumber(out, decision.propensity)
  closeList(out)
}

function writeAction(out: CanonicalBytes, action: Action): void {
  openList(out)
  writeText(out, action.do)
  switch (action.do) {
    case 'say':
      writeText(out, action.template)
      writeEach(out, action.ask, writeText)
      writeText(out, action.class)
      break
    case 'nudge':
      writeText(out, action.silo)
      writeNumber(out, action.rung)
      break
    case 'case':
      writeText(out, action.kind)
      writeText(out, action.owner)
      break
  }
  closeList(out)
}
