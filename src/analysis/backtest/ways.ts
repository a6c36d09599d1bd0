import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import { toldOf, type Told } from '../../core/promise/told.ts'
import type { Duration } from '../../core/time/instant.ts'
import { wordLeft } from '../../playbook/turn/told.ts'
import type { Turn } from '../../playbook/turn/turn.ts'
import { push, startColumn, valuesOf, type Column } from './column.ts'
import { quantile } from './quantile.ts'

/** How word about one version left: `lead` is due.to minus the first word, in ms; null: no word before due.to. */
export interface Word {
  readonly told: Told
  readonly lead: Duration | null
}

export function wordOf(turn: Turn, promise: CustomerPromise, version: PromiseVersion): Word {
  const left = wordLeft(turn, promise, version)
  const first = Math.min(...left)
  const { dueTo, settledAt, state } = version
  // Word after it was kept is no heads-up about it; after due.to it is none about a break.
  const end = state === 'kept' ? Math.min(settledAt ?? Infinity, dueTo ?? Infinity) : (dueTo ?? -Infinity)
  return { told: toldOf(version, left), lead: dueTo === null || !(first < end) ? null : dueTo - first }
}

/** Promises told and not told, kept and broken. Broken = told in time + told late + silent. */
export interface Ways {
  readonly told: number
  readonly toldAndBroken: number
  readonly broken: number
  readonly toldInTime: number
  readonly toldLate: number
  readonly silent: number
  /** Heads-ups about promises that were then kept, per 100 kept; null: none was kept. */
  readonly falseAlarmsPer100Kept: number | null
  /** Of the breaks that were told: due.to minus the first word. */
  readonly leadHours: { readonly p10: number | null; readonly p50: number | null }
}

/** Grows promise by promise. */
export interface WaysTally {
  kept: number
  toldAndKept: number
  toldInTime: number
  toldLate: number
  silent: number
  /** Of the breaks that were told, in hours. */
  readonly leads: Column
}

export const startWays = (): WaysTally => ({
  kept: 0,
  toldAndKept: 0,
  toldInTime: 0,
  toldLate: 0,
  silent: 0,
  leads: startColumn(),
})

const HOUR = 3_600_000

/** Adds one version that was kept or broke; one without a due time cannot be told in time or late and is left out. */
export function addWay(tally: WaysTally, state: 'kept' | 'broken', { told, lead }: Word): void {
  if (told === 'unknown') return
  if (state === 'kept') {
    tally.kept += 1
    if (lead !== null) tally.toldAndKept += 1
    return
  }
  tally[WAY[told]] += 1
  if (lead !== null) push(tally.leads, lead / HOUR)
}

const WAY = { 'told-in-time': 'toldInTime', 'told-late': 'toldLate', silent: 'silent' } as const

export function waysOf({ kept, toldAndKept, toldInTime, toldLate, silent, leads }: WaysTally): Ways {
  const sorted = valuesOf(leads).slice().sort()
  return {
    told: toldAndKept + toldInTime + toldLate,
    toldAndBroken: toldInTime + toldLate,
    broken: toldInTime + toldLate + silent,
    toldInTime,
    toldLate,
    silent,
    falseAlarmsPer100Kept: kept === 0 ? null : (100 * toldAndKept) / kept,
    leadHours: { p10: quantile(sorted, 0.1), p50: quantile(sorted, 0.5) },
  }
}
