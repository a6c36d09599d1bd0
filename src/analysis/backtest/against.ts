import type { Instant } from '../../core/time/instant.ts'
import type { PromiseState } from '../../core/promise/customer-promise.ts'
import type { Turn } from '../../playbook/turn/turn.ts'
import { actsOf, divergence, type Act } from './acts.ts'
import { push, startColumn, valuesOf, type Column } from './column.ts'
import { quantile } from './quantile.ts'
import {
  addTelling,
  isMessage,
  startTelling,
  tellingOf,
  type Telling,
  type TellingTally,
  type Within,
} from './telling.ts'
import { isJudged, type Period } from './period.ts'
import { timelineOf, type Timeline } from './timeline.ts'

/** Messages up to and with a customer's first divergence, and what came after it if the log is believed further. */
export interface Counted {
  readonly exact: number
  readonly carriedForward: number
}

/** What one playbook did at the first divergence and the other did not, and what became of the promise. */
export interface Difference {
  readonly playbook: 'this' | 'against'
  readonly moment: string
  /** How the promise version ended; `none`: it hangs on no promise. */
  readonly promise: PromiseState | 'none'
  readonly n: number
}

/** One customer whom the two would have treated differently; the promise it began with, twice. */
export interface SampleOfTwo {
  readonly divergedAt: Instant
  readonly this: Timeline
  readonly against: Timeline | null
}

export interface Against {
  readonly playbook: string
  /** With a promise made in the period. */
  readonly customers: number
  /** The share of them whom both treat the same to the end: all counts about them are exact. */
  readonly exactToTheEnd: number | null
  /** Of the others: days from their first promise in the period to the first divergence. */
  readonly daysToDivergence: { readonly p50: number | null }
  readonly messages: { readonly this: Counted; readonly against: Counted }
  readonly differences: readonly Difference[]
  /** The whole of OTHER's telling as if nobody had answered differently: carried forward beyond divergence. */
  readonly carriedForward: Telling
  readonly samples: readonly SampleOfTwo[]
}

/** Grows customer by customer. */
export interface AgainstTally {
  readonly other: TellingTally
  customers: number
  diverged: number
  readonly days: Column
  readonly messages: { readonly this: CountedTally; readonly against: CountedTally }
  readonly differences: Map<string, Difference>
  readonly samples: SampleOfTwo[]
}

interface CountedTally {
  exact: number
  carriedForward: number
}

export const startAgainst = (): AgainstTally => ({
  other: startTelling(),
  customers: 0,
  diverged: 0,
  days: startColumn(),
  messages: { this: { exact: 0, carriedForward: 0 }, against: { exact: 0, carriedForward: 0 } },
  differences: new Map(),
  samples: [],
})

/** The same customer's past, run through this playbook and through the one it is held against. */
export interface Two {
  readonly ours: Turn
  readonly theirs: Turn
}

export function addAgainst(tally: AgainstTally, { ours, theirs }: Two, within: Within): void {
  const { period } = within
  addTelling(tally.other, theirs, within)
  const acts = { this: actsOf(ours, period), against: actsOf(theirs, period) }
  const first = firstPromise(ours, period)
  if (first === null && acts.this.length + acts.against.length === 0) return
  tally.customers += 1
  const divergedAt = divergence(acts.this, acts.against)
  countMessages(tally.messages.this, acts.this, divergedAt)
  countMessages(tally.messages.against, acts.against, divergedAt)
  if (divergedAt === null) return
  tally.diverged += 1
  if (first !== null) push(tally.days, (divergedAt - first) / DAY)
  const [a, b] = [actsAt(acts.this, divergedAt), actsAt(acts.against, divergedAt)]
  const onlyOurs = a.filter(({ name }) => !b.some((act) => act.name === name))
  const onlyTheirs = b.filter(({ name }) => !a.some((act) => act.name === name))
  for (const act of onlyOurs) countDifference(tally, 'this', stateAfter(ours, act))
  for (const act of onlyTheirs) countDifference(tally, 'against', stateAfter(theirs, act))
  addSample(tally, { ours, theirs }, { divergedAt, act: onlyOurs[0] ?? onlyTheirs[0] })
}

const DAY = 86_400_000

function firstPromise(turn: Turn, period: Period): Instant | null {
  let first = Infinity
  for (const promise of turn.published.values())
    for (const version of promise.versions)
      if (isJudged(period, promise, version)) first = Math.min(first, version.made)
  return first === Infinity ? null : first
}

function countMessages(counted: CountedTally, acts: readonly Act[], divergedAt: Instant | null): void {
  for (const { at, decision } of acts) {
    if (!isMessage(decision)) continue
    counted[divergedAt === null || at <= divergedAt ? 'exact' : 'carriedForward'] += 1
  }
}

const actsAt = (acts: readonly Act[], instant: Instant): readonly Act[] => acts.filter(({ at }) => at === instant)

type WhatFollowed = Pick<Difference, 'moment' | 'promise'>

function stateAfter(turn: Turn, { decision }: Act): WhatFollowed {
  const { moment, promise: id, version } = decision
  const state = id === null || version === null ? undefined : turn.published.get(id)?.versions[version - 1]?.state
  return { moment, promise: state ?? 'none' }
}

function countDifference(tally: AgainstTally, playbook: Difference['playbook'], followed: WhatFollowed): void {
  const name = [playbook, followed.moment, followed.promise].join('\n')
  const n = (tally.differences.get(name)?.n ?? 0) + 1
  tally.differences.set(name, { playbook, ...followed, n })
}

const SAMPLES = 10

/** The first ten: customers come by their ids, which are hashes. */
function addSample(tally: AgainstTally, two: Two, at: { divergedAt: Instant; act: Act | undefined }): void {
  if (tally.samples.length >= SAMPLES || at.act === undefined) return
  const { promise: id, version: n } = at.act.decision
  if (id === null || n === null) return
  const key = id.slice(id.indexOf('/') + 1)
  const [mine, other] = [lineOf(two.ours, key, n), lineOf(two.theirs, key, n)]
  const shown = mine ?? other
  if (shown === null) return
  tally.samples.push({ divergedAt: at.divergedAt, this: mine ?? { ...shown, said: [] }, against: other })
}

function lineOf(turn: Turn, key: string, n: number): Timeline | null {
  for (const promise of turn.published.values()) {
    const version = promise.key === key ? promise.versions[n - 1] : undefined
    if (version !== undefined) return timelineOf(turn, promise, version)
  }
  return null
}

export function againstOf(tally: AgainstTally, playbook: string): Against {
  const { customers, diverged, days, messages, differences, samples, other } = tally
  return {
    playbook,
    customers,
    exactToTheEnd: customers === 0 ? null : 1 - diverged / customers,
    daysToDivergence: { p50: quantile(valuesOf(days).slice().sort(), 0.5) },
    messages,
    differences: [...differences.values()].toSorted((a, b) => b.n - a.n || (a.moment < b.moment ? -1 : 1)),
    carriedForward: tellingOf(other),
    samples,
  }
}
