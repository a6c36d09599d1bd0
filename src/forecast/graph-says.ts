import { currentVersion, type CustomerPromise, type PromiseVersion } from '../core/promise/customer-promise.ts'
import type { Duration, Instant } from '../core/time/instant.ts'
import { reaches, type Forecast, type JeopardyLevel } from './forecast.ts'
import type { Foreseen } from './best.ts'
import { lastPoint } from './points.ts'

/** A promise between silos (OLA) that another promise waits for. */
export interface Need {
  readonly promise: CustomerPromise
  /** Of its latest version while that is open; null: nothing is said of it. */
  readonly forecast: Foreseen | null
  /** The usual time from its keeping to the keeping of what needs it, in ms. */
  readonly after: Duration
}

export interface Waiting {
  /** Open, and due at a known instant. */
  readonly version: PromiseVersion
  readonly needs: readonly Need[]
  readonly now: Instant
  /** An instant in words, on the customer's clock. */
  readonly said: (at: Instant) => string
}

/**
 * What the promises it needs say of an open promise: it comes no earlier than the latest of them plus the usual time
 * after that one. A need comes when it was kept; while it is open, when its own forecast expects it, else when it is due;
 * when that is over too, now at the earliest. Late is medium jeopardy, and high when the need is broken or said to be
 * late itself. A need still owed at the last fixed point, and due by tell-by, that would leave less than the usual time
 * before tell-by is medium: the next thing that happens is tell-by, and then it is too late to say so in time.
 * null: none of them was ever promised, or all are kept and the usual time since is over: it knows no more than others.
 */
export function graphSays(waiting: Waiting): Forecast | null {
  let worst: Forecast | null = null
  for (const need of waiting.needs) {
    const says = needSays(need, waiting)
    if (says !== null && (worst === null || isWorse(says, worst))) worst = says
  }
  return worst
}

/** The need that brings most danger names the reason; of two alike the one that is expected later. */
const isWorse = (one: Forecast, other: Forecast): boolean =>
  one.level === other.level
    ? (one.expected ?? -Infinity) > (other.expected ?? -Infinity)
    : reaches(one.level, other.level)

function needSays(need: Need, waiting: Waiting): Forecast | null {
  const version = currentVersion(need.promise)
  if (version.state === 'withdrawn' || version.state === 'renegotiated') return null
  const came = version.state === 'kept' ? version.settledAt : version.curedAt
  return came === null ? owed(need, version, waiting) : afterKept(need, came, waiting)
}

function afterKept({ promise, after }: Need, came: Instant, { version, now, said }: Waiting): Forecast | null {
  const { dueTo } = version
  const expected = came + after
  if (expected <= now || dueTo === null) return null
  const lateBy = expected - dueTo
  const level = lateBy > 0 ? 'medium' : 'none'
  const reason =
    level === 'none'
      ? 'what it needs has come'
      : `${promise.owner} was done only ${said(came)}, and the rest usually takes until ${said(expected)}`
  return { level, probability: null, expected, lateBy, reason, facts: factsOf(promise) }
}

function owed(need: Need, owing: PromiseVersion, waiting: Waiting): Forecast {
  const { version, now } = waiting
  const named = namedTime(need, owing, now)
  const ready = Math.max(now, named ?? owing.dueTo ?? now)
  const level = dangerOf(need, { owing, ready, waiting })
  const expected = named === null ? null : ready + need.after
  return {
    level,
    probability: null,
    // A time that only says "not before then" is none to give to a customer.
    expected,
    lateBy: expected === null || version.dueTo === null ? null : expected - version.dueTo,
    reason: level === 'none' ? 'what it needs may still come in time' : reasonOf(need, { owing, named, waiting }),
    facts: need.forecast === null ? factsOf(need.promise) : need.forecast.facts,
  }
}

/** When somebody expects it: its forecast while it is open; once it is broken, an estimate that is not over. */
function namedTime({ promise, forecast }: Need, owing: PromiseVersion, now: Instant): Instant | null {
  if (owing.state === 'open') return forecast?.expected ?? null
  const at = promise.estimate?.version === owing.n ? promise.estimate.at : null
  return at !== null && at > now ? at : null
}

interface Owed {
  readonly owing: PromiseVersion
  readonly ready: Instant
  readonly waiting: Waiting
}

function dangerOf({ forecast, after }: Need, { owing, ready, waiting }: Owed): JeopardyLevel {
  const { version, now } = waiting
  const isBad = owing.state !== 'open' || forecast?.level === 'high'
  if (version.dueTo !== null && ready + after > version.dueTo) return isBad ? 'high' : 'medium'
  const isLate = forecast !== null && reaches(forecast.level, 'medium') && forecast.expected === null
  if (isLate) return forecast.level
  if (isPressing(version, owing, now) && !isPromisedAnew(forecast, now) && now + after > (version.tellBy ?? Infinity))
    return 'medium'
  return owing.state !== 'open' || (owing.dueTo !== null && owing.dueTo <= now) ? 'low' : 'none'
}

/** No later look comes before tell-by. A need that was never meant to come before tell-by is not missed by then. */
function isPressing(version: PromiseVersion, owing: PromiseVersion, now: Instant): boolean {
  const last = lastPoint(version)
  const { tellBy } = version
  return last !== null && now >= last && tellBy !== null && owing.dueTo !== null && owing.dueTo <= tellBy
}

/** Its own silo names a time that is still to come, and says it is in time. */
const isPromisedAnew = (forecast: Foreseen | null, now: Instant): boolean =>
  forecast?.from === 'silo' && forecast.expected !== null && forecast.expected > now

interface Reasoned {
  readonly owing: PromiseVersion
  readonly named: Instant | null
  readonly waiting: Waiting
}

/** `operations has not named the engineer; it was due Tue 3 Mar 17:00` */
function reasonOf({ promise, forecast }: Need, { owing, named, waiting }: Reasoned): string {
  const { now, said } = waiting
  const unkept = promise.rule.unkept ?? `still owes ${promise.kind}`
  const what = `${promise.owner} ${unkept}`
  if (named !== null && forecast?.from !== 'model') return `${what}; it is expected ${said(named)}`
  if (owing.dueTo === null) return what
  return `${what}; it ${owing.dueTo <= now ? 'was' : 'is'} due ${said(owing.dueTo)}`
}

const factsOf = (promise: CustomerPromise): Forecast['facts'] =>
  currentVersion(promise)
    .evidence.slice(-1)
    .map(({ fact }) => fact)
