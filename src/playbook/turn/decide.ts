import { factRef, type Fact, type FactRef } from '../../core/fact/fact.ts'
import { isHistory } from '../../core/fact/history.ts'
import type { Action, Decision, Outcome } from '../../core/message/decision.ts'
import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import type { Instant } from '../../core/time/instant.ts'
import { isHeadsUp, type Moment } from '../moment.ts'
import type { Seen } from '../seen.ts'
import { look } from './look.ts'
import { actionNow, noteSaid } from './next-word.ts'
import { noteAsked } from './questions.ts'
import { versionAnchor, type Turn } from './turn.ts'

/** A moment that has come, for a promise version or on a fact. */
export interface Come {
  readonly moment: Moment
  readonly anchor: string
  readonly occurrence: string
  readonly promise?: CustomerPromise | undefined
  readonly version?: PromiseVersion | undefined
  /** The fact that brought it, if one did. */
  readonly fact?: Fact | undefined
  readonly eligibleAt: Instant
  /** Of a question that nobody answered: what is done now, and why. */
  readonly follows?:
    | { readonly action: Action; readonly said: { reason: string; facts: readonly FactRef[] } }
    | undefined
}

interface Answer {
  readonly outcome: Outcome
  readonly reason: string
  readonly facts?: readonly FactRef[]
  /** Of what was said: the time the customer was given. */
  readonly expected?: Instant | null
}

/** Decides a moment that has come, by its conditions and its time. */
export function decide(turn: Turn, come: Come): void {
  if (turn.decided.has(nameOf(come))) return
  const seen = look(turn, come)
  record(turn, come, answer(turn, come, seen))
}

/** Writes down a decision that is known already. Decided once, it stands for ever. */
export function record(turn: Turn, come: Come, { outcome, reason, facts = [], expected = null }: Answer): void {
  const name = nameOf(come)
  if (turn.decided.has(name) || turn.now < come.moment.inForceSince) return
  turn.decided.add(name)
  const { moment, anchor, occurrence, promise, version, fact, eligibleAt } = come
  const causes = fact === undefined ? facts : [factRef(fact), ...facts.filter((ref) => ref !== factRef(fact))]
  const decision: Decision = {
    customer: turn.customer,
    anchor,
    moment: moment.id,
    occurrence,
    outcome,
    action: actionNow(turn, come, { outcome, expected }),
    at: turn.now,
    eligibleAt,
    promise: promise?.id ?? null,
    version: version?.n ?? null,
    because: { rule: moment.id, reason, facts: causes },
    playbookVersion: moment.playbookVersion,
    // Of what is open, a condition may have asked the model, whoever spoke in the end.
    modelVersion: version?.state === 'open' ? (turn.forecaster?.model ?? null) : null,
    arm: 'all',
    propensity: 1,
    expected,
  }
  turn.decisions.push(decision)
  if (outcome === 'said' && come.follows === undefined && (moment.at.on === 'jeopardy' || moment.at.on === 'word-due'))
    turn.fired.set(`${anchor}\n${moment.id}`, (turn.fired.get(`${anchor}\n${moment.id}`) ?? 0) + 1)
  const isWord = outcome === 'said' && decision.action.do === 'say' && isHeadsUp(moment)
  if (isWord && promise !== undefined && version !== undefined) {
    const about = versionAnchor(promise.id, version.n)
    const saying = { at: turn.now, moment: moment.id, expected }
    turn.sayings.set(about, [...(turn.sayings.get(about) ?? []), saying])
  }
  noteSaid(turn, decision)
  noteAsked(turn, decision)
}

const nameOf = ({ anchor, moment, occurrence }: Come): string => `${anchor}\n${moment.id}\n${occurrence}`

function answer(turn: Turn, come: Come, seen: Seen): Answer {
  const { moment } = come
  const late = whyTooLate(turn, come, seen)
  if (late !== null) return { outcome: 'too-late', reason: late }
  if (moment.stopWhen?.holds(seen) === true)
    return { outcome: 'superseded', reason: `stop-when: ${moment.stopWhen.source}` }
  if (moment.unless?.holds(seen) === true) return { outcome: 'held', reason: `unless: ${moment.unless.source}` }
  if (moment.when?.holds(seen) === false) return { outcome: 'held', reason: `not when: ${moment.when.source}` }
  const { forecast } = seen
  if (come.follows !== undefined)
    return { outcome: 'said', ...come.follows.said, expected: isHeadsUp(moment) ? (forecast?.expected ?? null) : null }
  // A reminder is not said because of a figure, and gives nobody a new time.
  if (forecast === null || (forecast.from !== 'silo' && moment.at.on !== 'jeopardy'))
    return { outcome: 'said', reason: 'its time has come' }
  const reason = moment.at.on === 'word-due' ? 'its time has come' : forecast.reason
  return { outcome: 'said', reason, facts: forecast.facts, expected: forecast.expected }
}

/** Why it is too late to act on it, or null. History plans nothing before the moment it was heard. */
export function whyTooLate(turn: Turn, { moment, fact, eligibleAt }: Come, seen: Seen): string | null {
  const now = Math.max(turn.now, turn.clock)
  if (moment.at.on === 'clock') {
    const end = moment.at.speaksOf(seen)
    if (end !== null && now >= end) return 'what it speaks of is over'
  }
  if (fact !== undefined && isHistory(fact) && eligibleAt < turn.now) return 'heard more than 24 h after it was true'
  return now - eligibleAt > moment.validFor ? 'its time had passed for longer than valid-for' : null
}
