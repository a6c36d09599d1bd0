import type { Fact } from '../../core/fact/fact.ts'
import { reaches } from '../../forecast/forecast.ts'
import { isHeadsUp, type Moment } from '../moment.ts'
import type { Seen } from '../seen.ts'
import { record, whyTooLate, type Come } from './decide.ts'
import { isScored } from './foresee.ts'
import { isToldByPerson, TOLD_BY_PERSON, waitingOn, type OpenVersion } from './jeopardy.ts'
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
      const reason = whyHeld(moment, seen, isScored(turn, promise))
      record(turn, come, { outcome: 'held', reason, facts: seen.forecast?.facts ?? [] })
    }
  }
}

/** A silo's word is on record; of a figure or of needs the reason says what was seen. */
function whyHeld(moment: Moment, seen: Seen, scored: boolean): string {
  const { promise, version, forecast } = seen
  if (isToldByPerson(promise ?? undefined, version ?? undefined)) return TOLD_BY_PERSON
  if (forecast === null || moment.at.on !== 'jeopardy') return 'no forecast'
  if (!reaches(forecast.level, moment.at.level))
    return forecast.from === 'silo' ? BELOW : `${BELOW}: ${forecast.reason}`
  const isKeptBack = moment.unless?.holds(seen) === true || moment.when?.holds(seen) === false
  return isKeptBack || !scored ? 'held by its conditions' : `its level came only at tell-by: ${forecast.reason}`
}
