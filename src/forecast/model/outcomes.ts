import type { Instant } from '../../core/time/instant.ts'
import { countedAt, knownAt, openUntil, type PastVersion } from './past.ts'

/** Outcomes of promises; `keptLate` of the kept were still open at tell-by. */
export interface Counted {
  readonly kept: number
  readonly keptLate: number
  readonly broken: number
}

/** Outcomes in the order they were counted, summed up, so that any stretch of time is two searches. */
export interface Series {
  readonly times: Float64Array
  /** Three for each time: kept, kept late and broken by then. */
  readonly sums: Int32Array
}

export interface Outcomes {
  readonly all: Series
  readonly byOwner: ReadonlyMap<string, OwnerOutcomes>
}

export interface OwnerOutcomes {
  readonly all: Series
  readonly byKind: ReadonlyMap<string, Series>
}

/** An outcome as one number, its instant × 4 and what it was: objects of a million take several times the memory. */
type Outcome = number
const KEPT = 0
const KEPT_LATE = 1
const BROKEN = 2

/** Kept and broken versions enter when they are counted, as they were known then; a later correction changes nothing. */
function outcomeOf(version: PastVersion): Outcome | null {
  const at = countedAt(version)
  const state = at === Infinity ? undefined : knownAt(version, at)?.state
  if (state !== 'kept' && state !== 'broken') return null
  const isLate = version.tellBy !== null && openUntil(version) > version.tellBy
  return 4 * at + (state === 'broken' ? BROKEN : isLate ? KEPT_LATE : KEPT)
}

export function countOutcomes(past: Iterable<PastVersion>): Outcomes {
  const owners = listOutcomes(past)
  const byOwner = mapValues(owners, (kinds) => ({
    all: seriesOf([...kinds.values()].flat()),
    byKind: mapValues(kinds, seriesOf),
  }))
  return { all: seriesOf([...owners.values()].flatMap((kinds) => [...kinds.values()].flat())), byOwner }
}

/** Of every owner and kind, without the sums over them: a million promises as sums of both kinds take 40 MB more. */
export const countByKind = (past: Iterable<PastVersion>): ReadonlyMap<string, OwnerOutcomes['byKind']> =>
  mapValues(listOutcomes(past), (kinds) => mapValues(kinds, seriesOf))

function listOutcomes(past: Iterable<PastVersion>): ReadonlyMap<string, ReadonlyMap<string, readonly Outcome[]>> {
  const owners = new Map<string, Map<string, Outcome[]>>()
  for (const version of past) {
    const outcome = outcomeOf(version)
    if (outcome === null) continue
    const kinds = entry(owners, version.owner, () => new Map<string, Outcome[]>())
    entry(kinds, version.kind, () => []).push(outcome)
  }
  return owners
}

function seriesOf(outcomes: readonly Outcome[]): Series {
  const ordered = Float64Array.from(outcomes).sort()
  const sums = new Int32Array(3 * (ordered.length + 1))
  for (const [index, outcome] of ordered.entries()) {
    const at = Math.floor(outcome / 4)
    const next = 3 * index + 3
    sums.copyWithin(next, next - 3, next)
    count(sums, next, outcome - 4 * at)
    ordered[index] = at
  }
  return { times: ordered, sums }
}

function count(sums: Int32Array, at: number, what: number): void {
  if (what === BROKEN) sums[at + 2] = (sums[at + 2] ?? 0) + 1
  else sums[at] = (sums[at] ?? 0) + 1
  if (what === KEPT_LATE) sums[at + 1] = (sums[at + 1] ?? 0) + 1
}

const NONE: Counted = { kept: 0, keptLate: 0, broken: 0 }

/** After `from` and up to `to`. */
export function countedIn(series: Series | undefined, from: Instant, to: Instant): Counted {
  if (series === undefined) return NONE
  const { times, sums } = series
  const end = 3 * countUpTo(times, to)
  const start = 3 * countUpTo(times, from)
  if (end <= start) return NONE
  const since = (field: number): number => (sums[end + field] ?? 0) - (sums[start + field] ?? 0)
  return { kept: since(0), keptLate: since(1), broken: since(2) }
}

/** How many of ascending times are ≤ `at`. */
export function countUpTo(times: Float64Array, at: Instant): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low
}

export function entry<Key, Value>(map: Map<Key, Value>, key: Key, fresh: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = fresh()
  map.set(key, made)
  return made
}

export const mapValues = <Key, From, To>(map: ReadonlyMap<Key, From>, to: (value: From) => To): ReadonlyMap<Key, To> =>
  new Map([...map].map(([key, value]) => [key, to(value)]))
