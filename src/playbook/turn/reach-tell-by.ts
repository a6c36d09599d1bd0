import type { Fact } from '../../core/fact/fact.ts'
import type { CustomerPromise } from '../../core/promise/customer-promise.ts'
import { reaches } from '../../forecast/forecast.ts'
import { isHeadsUp, type Moment } from '../moment.ts'
import type { Seen } from '../seen.ts'
import { record, whyTooLate, type Come } from './decide.ts'
import { isScored, missingNeeds } from './foresee.ts'
import { incidentOf } from './incidents.ts'
import { isToldByPerson, partOf, TOLD_BY_PERSON, waitingOn, type OpenVersion } from './jeopardy.ts'
import { look } from './look.ts'
import { versionAnchor, type Turn } from './turn.ts'

const BELOW = 'below its level'

/** At tell-by: a heads-up that has not fired is decided `held`, with its reason, so that no silence goes unexplained. */
export function reachTellBy(turn: Turn, { promise, version }: OpenVersion, fact?: Fact): void {
  const anchor = versionAnchor(promise.id, version.n)
  for (const moment of waitingOn(turn, promise)) {
    if (!isHeadsUp(moment)) continue
    if (turn.sayings.get(anchor)?.some((saying) => saying.moment === moment.id) === true) continue
    const seen = look(turn, { promise, version, fact })
    const eligibleAt = version.tellBy ?? turn.now
    const come: Come = { moment, anchor, occurrence: '0', promise, version, fact, eligibleAt }
    const late = whyTooLate(turn, come, seen)
    if (late !== null) record(turn, come, { outcome: 'too-late', reason: late })
    else {
      const reason = whyHeld(turn, moment, seen)
      record(turn, come, { outcome: 'held', reason, facts: seen.forecast?.facts ?? [] })
    }
  }
}

/** A silo's word is on record; of a figure or of needs the reason says what was seen. */
function whyHeld(turn: Turn, moment: Moment, seen: Seen): string {
  const { promise, version, forecast } = seen
  const incident = promise === null ? null : incidentOf(turn, promise)
  if (incident !== null) return partOf(incident)
  if (isToldByPerson(promise ?? undefined, version ?? undefined)) return TOLD_BY_PERSON
  if (forecast === null || promise === null || moment.at.on !== 'jeopardy') return whyUnseen(turn, promise)
  if (!reaches(forecast.level, moment.at.level))
    return forecast.from === 'silo' ? BELOW : `${BELOW}: ${forecast.reason}`
  const isKeptBack = moment.unless?.holds(seen) === true || moment.when?.holds(seen) === false
  return isKeptBack || !isScored(turn, promise)
    ? 'held by its conditions'
    : `its level came only at tell-by: ${forecast.reason}`
}

/** Of a promise that needs others, which of them nobody has promised. */
function whyUnseen(turn: Turn, promise: CustomerPromise | null): string {
  const missing = promise === null ? [] : missingNeeds(turn, promise)
  return missing.length === 0 ? 'no forecast' : `no forecast: nobody has promised ${missing.join(', ')}`
}
