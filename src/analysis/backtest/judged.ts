import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import { reaches, type Forecast } from '../../forecast/forecast.ts'
import { versionAnchor, type Turn } from '../../playbook/turn/turn.ts'
import { push, startColumn, valuesOf, type Column } from './column.ts'
import { isJudged, type Period } from './period.ts'
import type { Scores } from './scores.ts'
import type { Sighting } from './sightings.ts'
import { tableSays, type KindTable } from './table.ts'
import { addWay, startWays, wordOf, type WaysTally } from './ways.ts'

/** Scores and what became of them, as they come. */
export interface ScoreColumns {
  readonly scores: Column
  readonly broken: Column
  /** Of these the forecaster could say nothing; they stand with a score of 0: nobody would have been told. */
  unscored: number
}

/** Everything a period is judged by, as columns. It grows customer by customer. */
export interface Judged {
  readonly atTellBy: ScoreColumns
  /** Beside each score at tell-by: what the table by kind says, and the hours from tell-by to due.to. */
  readonly byTable: Column
  readonly hoursToDue: Column
  readonly ways: WaysTally
  /** Still open and not due when the data ends: nobody knows yet. */
  censored: number
  /** Open at tell-by, then renegotiated, withdrawn or disputed: neither kept nor broken. */
  otherwise: number
  readonly atBirth: ScoreColumns
  /** Of the breaks scored at birth: at or above the level at which customers are told. */
  seenAtBirth: number
  readonly atHandOver: ScoreColumns
  readonly hoursUntilClosing: Column
}

const startScores = (): ScoreColumns => ({ scores: startColumn(), broken: startColumn(), unscored: 0 })

export const startJudged = (): Judged => ({
  atTellBy: startScores(),
  byTable: startColumn(),
  hoursToDue: startColumn(),
  ways: startWays(),
  censored: 0,
  otherwise: 0,
  atBirth: startScores(),
  seenAtBirth: 0,
  atHandOver: startScores(),
  hoursUntilClosing: startColumn(),
})

export const scoresOf = ({ scores, broken }: ScoreColumns): Scores => ({
  scores: valuesOf(scores),
  broken: Uint8Array.from(valuesOf(broken)),
})

export interface Judging {
  readonly period: Period
  readonly table: KindTable
  readonly sightings: ReadonlyMap<string, Sighting>
}

/** Adds one customer whose past has been run to its end; what was seen of it on the way is in `sightings`. */
export function judgeCustomer(judged: Judged, turn: Turn, { period, table, sightings }: Judging): void {
  for (const promise of turn.published.values())
    for (const version of promise.versions) {
      if (!isJudged(period, promise, version)) continue
      const sighting = sightings.get(versionAnchor(promise.id, version.n))
      if (sighting !== undefined) judgeVersion(judged, { turn, promise, version, sighting, table })
    }
}

interface Version {
  readonly turn: Turn
  readonly promise: CustomerPromise
  readonly version: PromiseVersion
  readonly sighting: Sighting
  readonly table: KindTable
}

const HOUR = 3_600_000

function judgeVersion(judged: Judged, one: Version): void {
  const { promise, version, sighting } = one
  const { state, dueTo, tellBy } = version
  if (state === 'open' && dueTo !== null) judged.censored += 1
  if (state !== 'kept' && state !== 'broken') {
    if (state !== 'open' && sighting.atTellBy !== undefined) judged.otherwise += 1
    return
  }
  judgeHandOvers(judged, one, state)
  if (dueTo === null || tellBy === null) return
  if (sighting.atBirth !== undefined) {
    add(judged.atBirth, sighting.atBirth, state)
    // `medium` is the level at which the shipped playbooks tell the customer.
    if (state === 'broken' && sighting.atBirth !== null && reaches(sighting.atBirth.level, 'medium'))
      judged.seenAtBirth += 1
  }
  if (sighting.atTellBy === undefined) return
  add(judged.atTellBy, sighting.atTellBy, state)
  push(judged.byTable, tableSays(one.table, promise.kind))
  push(judged.hoursToDue, (dueTo - tellBy) / HOUR)
  addWay(judged.ways, state, wordOf(one.turn, promise, version))
}

function judgeHandOvers(judged: Judged, { version, sighting }: Version, state: 'kept' | 'broken'): void {
  const { settledAt } = version
  for (const { at, forecast } of sighting.atHandOver) {
    add(judged.atHandOver, forecast, state)
    if (settledAt !== null) push(judged.hoursUntilClosing, (settledAt - at) / HOUR)
  }
}

function add(columns: ScoreColumns, forecast: Forecast | null, state: 'kept' | 'broken'): void {
  const probability = forecast?.probability ?? null
  if (probability === null) columns.unscored += 1
  push(columns.scores, probability ?? 0)
  push(columns.broken, state === 'broken' ? 1 : 0)
}
