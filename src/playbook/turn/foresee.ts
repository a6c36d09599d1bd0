import { currentVersion, type CustomerPromise, type PromiseVersion } from '../../core/promise/customer-promise.ts'
import { dayAndClock } from '../../core/time/day-and-clock.ts'
import type { Duration, Instant } from '../../core/time/instant.ts'
import { zone } from '../../core/time/zone.ts'
import { best, type Foreseen } from '../../forecast/best.ts'
import type { Forecast } from '../../forecast/forecast.ts'
import { graphSays, type Need } from '../../forecast/graph-says.ts'
import { siloSays } from '../../forecast/silo-says.ts'
import type { Turn } from './turn.ts'

/** Whether anything but a silo's own word can be known of it: a model is there, or the promise depends on others. */
export const isScored = ({ forecaster }: Turn, { rule }: CustomerPromise): boolean =>
  forecaster !== null || rule.needs.length > 0

/** What is expected now of an open version; null: nobody and nothing says anything of it. */
export const foresee = (turn: Turn, promise: CustomerPromise, version: PromiseVersion): Foreseen | null =>
  foreseeOne({ turn, said: saidTo(turn), seen: new Map() }, promise, version)

interface Foreseeing {
  readonly turn: Turn
  readonly said: (at: Instant) => string
  /** Forecasts by promise; null while it is made, so that promises in a circle (lint refuses them) come to an end. */
  readonly seen: Map<string, Foreseen | null>
}

/** Lint lets a chain of needs be of any length, the call stack does not: further up, dues count instead of forecasts. */
const LONGEST_CHAIN = 50

function foreseeOne(foreseeing: Foreseeing, promise: CustomerPromise, version: PromiseVersion): Foreseen | null {
  const { turn, said, seen } = foreseeing
  const silo = siloSays(promise, version)
  if (!isScored(turn, promise)) return silo === null ? null : { ...silo, from: 'silo' }
  if (version.dueTo === null) return null
  seen.set(promise.id, null)
  const needs = needsOf(turn, promise).map((need) => asNeed(foreseeing, promise, need))
  const graph = needs.length === 0 ? null : graphSays({ version, needs, now: turn.now, said })
  const answer = best({ silo, needs: graph, model: modelSays(turn, promise, version) }, { now: turn.now, said })
  seen.set(promise.id, answer)
  return answer
}

const NO_NEEDS: readonly CustomerPromise[] = []

const needId = ({ key }: CustomerPromise, rule: string): string => `${rule}/${key}`

/** Of the promises it needs, those that somebody has made: the customer's own, under the same key. */
function needsOf({ published }: Turn, promise: CustomerPromise): readonly CustomerPromise[] {
  const { needs } = promise.rule
  return needs.length === 0 ? NO_NEEDS : needs.flatMap((rule) => published.get(needId(promise, rule)) ?? [])
}

/** The needs that nobody has promised: nothing can be forecast from them. By their rules' ids. */
export const missingNeeds = ({ published }: Turn, promise: CustomerPromise): readonly string[] =>
  promise.rule.needs.filter((rule) => !published.has(needId(promise, rule)))

function asNeed(foreseeing: Foreseeing, promise: CustomerPromise, need: CustomerPromise): Need {
  const { turn, seen } = foreseeing
  const version = currentVersion(need)
  const known = seen.get(need.id)
  const isFar = seen.size > LONGEST_CHAIN
  const forecast =
    known !== undefined ? known : version.state !== 'open' || isFar ? null : foreseeOne(foreseeing, need, version)
  const learned = turn.forecaster?.usualAfter(promise.rule.id, need.rule.id) ?? null
  return { promise: need, forecast, after: learned ?? timeLeftBetween(promise, need) }
}

/** What the playbook itself leaves between the two dues, as they were first promised. */
function timeLeftBetween({ versions: [first] }: CustomerPromise, { versions: [needed] }: CustomerPromise): Duration {
  const [due, needDue] = [first?.dueTo ?? null, needed?.dueTo ?? null]
  return due === null || needDue === null ? 0 : Math.max(0, due - needDue)
}

/** A check of a standing promise has no making of its own, and the standing promise itself no end to be late for. */
function modelSays(turn: Turn, promise: CustomerPromise, version: PromiseVersion): Forecast | null {
  const made = turn.ledger.records.get(promise.id)?.promised?.fact
  if (turn.forecaster === null || made === undefined || promise.rule.standing !== null) return null
  return turn.forecaster.says({ promise, version, made, now: turn.now })
}

/** An instant as a reason names it: where the customer is. */
const saidTo =
  ({ ledger, now }: Turn) =>
  (at: Instant): string => {
    const where = zone(ledger.context.zoneAt(now)) ?? zone('UTC')
    return where === undefined ? '' : dayAndClock(where, at)
  }
