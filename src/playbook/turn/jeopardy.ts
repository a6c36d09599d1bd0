import { factRef, type Fact } from '../../core/fact/fact.ts'
import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import { reaches, type Forecast, type JeopardyLevel } from '../../forecast/forecast.ts'
import { isHeadsUp, type Moment } from '../moment.ts'
import type { Seen } from '../seen.ts'
import { decide, record, whyTooLate, type Come } from './decide.ts'
import { look } from './look.ts'
import { versionAnchor, type Turn } from './turn.ts'

interface OpenVersion {
  readonly promise: CustomerPromise
  readonly version: PromiseVersion
}

const NONE: readonly Moment[] = []

const waitingOn = (turn: Turn, { rule }: CustomerPromise): readonly Moment[] =>
  turn.program.moments.get(rule.id)?.jeopardy ?? NONE

/** A new estimate is here: every moment that waits for jeopardy is asked whether this reaches its level. */
export function considerJeopardy(turn: Turn, { promise, version }: OpenVersion, fact: Fact): void {
  for (const moment of waitingOn(turn, promise)) {
    if (moment.at.on !== 'jeopardy') continue
    const seen = look(turn, { promise, version, fact })
    if (seen.forecast === null || !reaches(seen.forecast.level, moment.at.level)) continue
    const come: Come = {
      moment,
      anchor: versionAnchor(promise.id, version.n),
      occurrence: factRef(fact),
      promise,
      version,
      fact,
      eligibleAt: turn.now,
    }
    const until = moment.at.until === 'due.to' ? version.dueTo : (version.dueFrom ?? version.dueTo)
    if (until !== null && turn.now >= until)
      record(turn, come, { outcome: 'too-late', reason: `past ${moment.at.until}` })
    else if (mayFire(turn, come, seen)) decide(turn, come)
  }
}

function mayFire(turn: Turn, { moment, anchor }: Come, seen: Seen): boolean {
  const before = turn.fired.get(`${anchor}\n${moment.id}`) ?? 0
  if (before === 0) return true
  return moment.repeat !== null && before < moment.repeat.atMost && moment.repeat.when.holds(seen)
}

/** At tell-by: a heads-up that has not fired is decided `held`, with its reason, so that no silence goes unexplained. */
export function reachTellBy(turn: Turn, { promise, version }: OpenVersion, fact?: Fact): void {
  const anchor = versionAnchor(promise.id, version.n)
  for (const moment of waitingOn(turn, promise)) {
    if (moment.at.on !== 'jeopardy' || !isHeadsUp(moment)) continue
    if (turn.sayings.get(anchor)?.some((saying) => saying.moment === moment.id) === true) continue
    const seen = look(turn, { promise, version, fact })
    const { forecast } = seen
    const come: Come = {
      moment,
      anchor,
      occurrence: '0',
      promise,
      version,
      fact,
      eligibleAt: version.tellBy ?? turn.now,
    }
    const late = whyTooLate(turn, come, seen)
    if (late !== null) record(turn, come, { outcome: 'too-late', reason: late })
    else
      record(turn, come, {
        outcome: 'held',
        reason: whyHeld(promise, version, { forecast, level: moment.at.level }),
        facts: forecast?.facts ?? [],
      })
  }
}

interface Heeded {
  readonly forecast: Forecast | null
  readonly level: JeopardyLevel
}

function whyHeld({ words }: CustomerPromise, { n }: PromiseVersion, { forecast, level }: Heeded): string {
  if (words.some((word) => word.version === n)) return 'the customer was told by a person'
  if (forecast === null) return 'no forecast'
  return reaches(forecast.level, level) ? 'held by its conditions' : 'below its level'
}
