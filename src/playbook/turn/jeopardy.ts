import type { Fact } from '../../core/fact/fact.ts'
import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import type { Instant } from '../../core/time/instant.ts'
import { reaches } from '../../forecast/forecast.ts'
import { isHeadsUp, type Moment } from '../moment.ts'
import type { Seen } from '../seen.ts'
import { noteCrossing } from './crossings.ts'
import { decide, record, type Come } from './decide.ts'
import { foresee } from './foresee.ts'
import { incidentOf } from './incidents.ts'
import { look } from './look.ts'
import { versionAnchor, type Incident, type Turn } from './turn.ts'

export interface OpenVersion {
  readonly promise: CustomerPromise
  readonly version: PromiseVersion
}

const NONE: readonly Moment[] = []

export const waitingOn = (turn: Turn, { rule }: CustomerPromise): readonly Moment[] =>
  turn.program.moments.get(rule.id)?.jeopardy ?? NONE

export const partOf = ({ id }: Incident): string => `part of incident ${id}`

export const TOLD_BY_PERSON = 'the customer was told by a person'

export const isToldByPerson = (promise: CustomerPromise | undefined, version: PromiseVersion | undefined): boolean =>
  promise?.words.some((word) => word.version === version?.n) === true

/** Why a version is looked at again: a new estimate, or a point of its life that has come. */
export interface Occasion {
  /** The fact that caused it, or the point's name. */
  readonly occurrence: string
  readonly fact?: Fact | undefined
  readonly eligibleAt: Instant
}

/** There is something new to be known of it: every moment that waits for jeopardy is asked whether this reaches its level. */
export function considerJeopardy(turn: Turn, { promise, version }: OpenVersion, occasion: Occasion): void {
  const forecast = foresee(turn, promise, version)
  if (forecast === null) return
  noteCrossing(turn, { promise, version, forecast })
  for (const moment of waitingOn(turn, promise)) {
    if (moment.at.on !== 'jeopardy' || !reaches(forecast.level, moment.at.level)) continue
    const seen = look(turn, { promise, version, fact: occasion.fact })
    const come: Come = { moment, anchor: versionAnchor(promise.id, version.n), promise, version, ...occasion }
    const until = moment.at.until === 'due.to' ? version.dueTo : (version.dueFrom ?? version.dueTo)
    if (until !== null && turn.now >= until)
      record(turn, come, { outcome: 'too-late', reason: `past ${moment.at.until}` })
    else if (mayFire(turn, come, seen)) fire(turn, come)
  }
}

function mayFire(turn: Turn, { moment, anchor }: Come, seen: Seen): boolean {
  const before = turn.fired.get(`${anchor}\n${moment.id}`) ?? 0
  if (before === 0) return true
  return moment.repeat !== null && before < moment.repeat.atMost && moment.repeat.when.holds(seen)
}

/** A figure, or a clock, is no news to a customer whom a person has told; what a silo newly says may be. */
function fire(turn: Turn, come: Come): void {
  const { promise, version, fact, moment } = come
  const incident = isHeadsUp(moment) && promise !== undefined ? incidentOf(turn, promise) : null
  if (incident !== null) record(turn, come, { outcome: 'held', reason: partOf(incident) })
  else if (fact === undefined && isHeadsUp(moment) && isToldByPerson(promise, version))
    record(turn, come, { outcome: 'held', reason: TOLD_BY_PERSON })
  else decide(turn, come)
}
