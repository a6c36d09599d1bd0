import type { Decision } from '../../core/message/decision.ts'
import { dayOf } from '../../core/time/civil.ts'
import { formatDay } from '../../core/time/local-day.ts'
import { toLocal } from '../../core/time/local-time.ts'
import type { Zone } from '../../core/time/zone.ts'
import { reaches } from '../../forecast/forecast.ts'
import { versionAnchor, type Turn } from '../../playbook/turn/turn.ts'
import { push, startColumn, valuesOf, type Column } from './column.ts'
import { leadBins, type LeadBin } from './leads.ts'
import { isJudged, isWithin, type Period } from './period.ts'
import { quantile } from './quantile.ts'
import { addWay, startWays, waysOf, wordOf, type Ways, type WaysTally } from './ways.ts'

/** What a playbook would have said about the promises made in the period, to whom and how often. */
export interface Telling {
  /** With a promise made in the period. */
  readonly customers: number
  readonly promises: number
  readonly kept: number
  readonly broken: number
  readonly messages: number
  readonly perCustomer: { readonly p50: number | null; readonly p99: number | null; readonly max: number | null }
  /** Over the days, in the zone, on which anything was said. */
  readonly perDay: { readonly p50: number | null; readonly max: number | null; readonly busiest: string | null }
  /** All promises with a due time that were kept or broke, also those kept before their tell-by. */
  readonly policy: Ways
  readonly leads: readonly LeadBin[]
  /** Promises whose forecast reached the told level and then fell below it again. */
  readonly takenBack: number
  readonly byMoment: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Why nothing was said, by reason. */
  readonly held: Readonly<Record<string, number>>
}

/** Grows customer by customer. */
export interface TellingTally {
  readonly perCustomer: Column
  readonly byDay: Map<number, number>
  readonly ways: WaysTally
  promises: number
  kept: number
  broken: number
  takenBack: number
  readonly byMoment: Map<string, Map<string, number>>
  readonly held: Map<string, number>
}

export const startTelling = (): TellingTally => ({
  perCustomer: startColumn(),
  byDay: new Map(),
  ways: startWays(),
  promises: 0,
  kept: 0,
  broken: 0,
  takenBack: 0,
  byMoment: new Map(),
  held: new Map(),
})

export interface Within {
  readonly period: Period
  readonly zone: Zone
}

/** Adds one customer whose past has been run to its end. Customers to whom nothing was promised in the period are left out. */
export function addTelling(tally: TellingTally, turn: Turn, { period, zone }: Within): void {
  const before = tally.promises
  for (const promise of turn.published.values())
    for (const version of promise.versions) {
      if (!isJudged(period, promise, version)) continue
      tally.promises += 1
      if (version.state !== 'kept' && version.state !== 'broken') continue
      tally[version.state] += 1
      addWay(tally.ways, version.state, wordOf(turn, promise, version))
    }
  const decisions = turn.decisions.filter((decision) => isOfPeriod(turn, decision, period))
  if (tally.promises === before && decisions.length === 0) return
  let messages = 0
  for (const decision of decisions) {
    countDecision(tally, decision)
    if (!isMessage(decision)) continue
    messages += 1
    const day = dayOf(toLocal(zone, decision.at))
    tally.byDay.set(day, (tally.byDay.get(day) ?? 0) + 1)
  }
  push(tally.perCustomer, messages)
  tally.takenBack += takenBack(turn, period)
}

export const isMessage = ({ outcome, action }: Decision): boolean => outcome === 'said' && action.do === 'say'

/** About a version made in the period; one that hangs on a fact alone, decided in it. OLAs are spoken of too. */
export function isOfPeriod(turn: Turn, { promise, version, at }: Decision, period: Period): boolean {
  if (promise === null || version === null) return isWithin(period, at)
  const made = turn.published.get(promise)?.versions[version - 1]?.made
  return made !== undefined && isWithin(period, made)
}

function countDecision({ byMoment, held }: TellingTally, { moment, outcome, because }: Decision): void {
  const outcomes = byMoment.get(moment) ?? new Map<string, number>()
  byMoment.set(moment, outcomes)
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  if (outcome !== 'held') return
  // What follows the colon is of one promise: its figures.
  const [reason = ''] = because.reason.split(': ')
  held.set(reason, (held.get(reason) ?? 0) + 1)
}

function takenBack({ jeopardies }: Turn, period: Period): number {
  const levels = new Map<string, 'up' | 'back'>()
  for (const { promise, version, forecast } of jeopardies) {
    if (!isJudged(period, promise, version)) continue
    const anchor = versionAnchor(promise.id, version.n)
    if (reaches(forecast.level, 'medium')) levels.set(anchor, levels.get(anchor) ?? 'up')
    else if (levels.has(anchor)) levels.set(anchor, 'back')
  }
  return [...levels.values()].filter((level) => level === 'back').length
}

export function tellingOf(tally: TellingTally): Telling {
  const perCustomer = valuesOf(tally.perCustomer).slice().sort()
  const perDay = [...tally.byDay.values()].toSorted((a, b) => a - b)
  return {
    customers: tally.perCustomer.size,
    promises: tally.promises,
    kept: tally.kept,
    broken: tally.broken,
    messages: perCustomer.reduce((sum, n) => sum + n, 0),
    perCustomer: {
      p50: quantile(perCustomer, 0.5),
      p99: quantile(perCustomer, 0.99),
      max: perCustomer.at(-1) ?? null,
    },
    perDay: { p50: quantile(perDay, 0.5), max: perDay.at(-1) ?? null, busiest: busiestDay(tally.byDay) },
    policy: waysOf(tally.ways),
    leads: leadBins(valuesOf(tally.ways.leads)),
    takenBack: tally.takenBack,
    byMoment: Object.fromEntries(byName(tally.byMoment).map(([moment, n]) => [moment, Object.fromEntries(byName(n))])),
    held: Object.fromEntries(byName(tally.held)),
  }
}

function busiestDay(byDay: ReadonlyMap<number, number>): string | null {
  const [first] = [...byDay].toSorted(([dayA, a], [dayB, b]) => b - a || dayA - dayB)
  return first === undefined ? null : formatDay(first[0])
}

const byName = <Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] =>
  [...map].toSorted(([a], [b]) => (a < b ? -1 : 1))
