import { factRef, type Fact } from '../../core/fact/fact.ts'
import { currentVersion } from '../../core/promise/customer-promise.ts'
import { learnOfIncident, openPromises, strikes } from './incidents.ts'
import { considerJeopardy } from './jeopardy.ts'
import type { Incident, Turn } from './turn.ts'

export interface IncidentOver {
  readonly incident: Incident
  readonly ended: Fact
}

const NONE: readonly IncidentOver[] = []

/** Takes in which incidents are on; answers those that are over with these facts. */
export function learnOfIncidents(turn: Turn, facts: readonly Fact[]): readonly IncidentOver[] {
  let over = NONE
  for (const fact of facts) {
    if (fact.type !== 'incident.declared' && fact.type !== 'incident.ended') continue
    const incident = learnOfIncident(turn, fact)
    if (incident !== null) over = [...over, { incident, ended: fact }]
  }
  return over
}

/** It is over: every promise that was part of it is looked at for itself again. */
export function lookAgain(turn: Turn, { incident, ended }: IncidentOver): void {
  for (const promise of openPromises(turn)) {
    if (!strikes(turn, incident, promise)) continue
    const occasion = { occurrence: factRef(ended), fact: ended, eligibleAt: turn.now }
    considerJeopardy(turn, { promise, version: currentVersion(promise) }, occasion)
  }
}
