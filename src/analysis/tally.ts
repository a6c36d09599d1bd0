import { startDigest, type Digest } from '../core/fact/digest.ts'
import type { Sha256 } from '../core/fact/subject.ts'
import { writePromises } from '../core/ledger/canonical-promises.ts'
import { writeDecisions } from '../core/message/canonical-decisions.ts'
import type { Decision, Outcome } from '../core/message/decision.ts'
import {
  isCounted,
  isOutstanding,
  type CustomerPromise,
  type PromiseVersion,
} from '../core/promise/customer-promise.ts'
import type { Told } from '../core/promise/told.ts'
import type { Turn } from '../playbook/turn/turn.ts'
import { toldOfVersion } from '../playbook/turn/told.ts'

/** Counts over promise versions to customers: opened = kept + broken + open + renegotiated + withdrawn + disputed. */
export interface PromiseCounts {
  opened: number
  kept: number
  broken: number
  open: number
  renegotiated: number
  withdrawn: number
  disputed: number
  /** Of the broken: not yet made good. */
  outstanding: number
  /** Of the kept and broken: closed on paper only. */
  closedWithoutWork: number
}

export interface BreakCounts {
  toldInTime: number
  toldLate: number
  silent: number
  unknown: number
}

export interface OwnerCounts {
  opened: number
  kept: number
  broken: number
}

type OutcomeName = 'said' | 'held' | 'superseded' | 'tooLate' | 'withheld' | 'notAllowed'
export type OutcomeCounts = Record<OutcomeName, number>

const OUTCOMES: Readonly<Record<Outcome, OutcomeName>> = {
  said: 'said',
  held: 'held',
  superseded: 'superseded',
  'too-late': 'tooLate',
  withheld: 'withheld',
  'not-allowed': 'notAllowed',
}
const TOLD: Readonly<Record<Told, keyof BreakCounts>> = {
  'told-in-time': 'toldInTime',
  'told-late': 'toldLate',
  silent: 'silent',
  unknown: 'unknown',
}

/** What a replay comes to. It grows customer by customer, in ascending order of their ids. */
export interface Tally {
  readonly promises: PromiseCounts
  readonly breaks: BreakCounts
  readonly byOwner: Map<string, OwnerCounts>
  readonly decisions: OutcomeCounts
  readonly byMoment: Map<string, OutcomeCounts>
  /** Why nothing was said, by reason. */
  readonly heldBecause: Map<string, number>
  readonly promisesDigest: Digest
  readonly decisionsDigest: Digest
}

const noOutcomes = (): OutcomeCounts => ({ said: 0, held: 0, superseded: 0, tooLate: 0, withheld: 0, notAllowed: 0 })

export function startTally(sha256: Sha256): Tally {
  return {
    promises: {
      opened: 0,
      kept: 0,
      broken: 0,
      open: 0,
      renegotiated: 0,
      withdrawn: 0,
      disputed: 0,
      outstanding: 0,
      closedWithoutWork: 0,
    },
    breaks: { toldInTime: 0, toldLate: 0, silent: 0, unknown: 0 },
    byOwner: new Map(),
    decisions: noOutcomes(),
    byMoment: new Map(),
    heldBecause: new Map(),
    promisesDigest: startDigest(sha256),
    decisionsDigest: startDigest(sha256),
  }
}

/** Adds one customer whose past has been run to its end. */
export function addCustomer(tally: Tally, turn: Turn): void {
  const whole: CustomerPromise[] = []
  for (const promise of turn.published.values()) {
    if (isCounted(promise)) countPromise(tally, turn, promise)
    // Checks of standing promises are written inside their parents.
    if (!promise.isCheck) whole.push(promise)
  }
  for (const decision of turn.decisions) countDecision(tally, decision)
  const { customer, decisions } = turn
  tally.promisesDigest.add(customer, (out) => writePromises(out, customer, whole))
  if (decisions.length > 0) tally.decisionsDigest.add(customer, (out) => writeDecisions(out, customer, decisions))
}

function countDecision(tally: Tally, { outcome, moment, because }: Decision): void {
  const name = OUTCOMES[outcome]
  tally.decisions[name] += 1
  entry(tally.byMoment, moment, noOutcomes)[name] += 1
  if (outcome !== 'held') return
  const reason = heldReason(because.reason)
  tally.heldBecause.set(reason, (tally.heldBecause.get(reason) ?? 0) + 1)
}

/** Of a forecast's reason, whose figures differ from promise to promise, only what it led to is counted. */
const heldReason = (reason: string): string =>
  /^(below its level|its level came only at tell-by): /.exec(reason)?.[1] ?? reason

function countPromise(tally: Tally, turn: Turn, promise: CustomerPromise): void {
  const { promises, breaks } = tally
  const owner = entry(tally.byOwner, promise.owner, () => ({ opened: 0, kept: 0, broken: 0 }))
  for (const version of promise.versions) {
    promises.opened += 1
    promises[version.state] += 1
    owner.opened += 1
    if (version.state === 'kept') owner.kept += 1
    if (isOutstanding(version)) promises.outstanding += 1
    if (version.withoutWork && isDone(version)) promises.closedWithoutWork += 1
    if (version.state !== 'broken') continue
    owner.broken += 1
    breaks[TOLD[toldOfVersion(turn, promise, version)]] += 1
  }
}

const isDone = ({ state }: PromiseVersion): boolean => state === 'kept' || state === 'broken'

function entry<Value>(map: Map<string, Value>, key: string, fresh: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = fresh()
  map.set(key, made)
  return made
}
