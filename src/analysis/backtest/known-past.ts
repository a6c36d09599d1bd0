import type { PastVersion } from '../../forecast/model/past.ts'
import { countedAt, knownAt } from '../../forecast/model/past.ts'
import { push, startColumn, type Column } from './column.ts'

/**
 * Of each past version what the loads of its silo hang on, as columns: 56 bytes instead of an object with lists, so that
 * a million customers stay within a replay's memory. Read it as often as you like.
 */
export interface KnownPast extends Iterable<PastVersion> {
  readonly add: (version: PastVersion) => void
}

interface Columns {
  readonly owner: Column
  readonly kind: Column
  readonly heard: Column
  readonly dueTo: Column
  readonly tellBy: Column
  /** When it was first known to be settled; NaN: not yet. */
  readonly settled: Column
  /** The state known when its outcome is counted. */
  readonly state: Column
}

const STATES = ['open', 'kept', 'broken', 'renegotiated', 'withdrawn', 'disputed'] as const

export function startKnownPast(): KnownPast {
  const names = startNames()
  const columns: Columns = {
    owner: startColumn(),
    kind: startColumn(),
    heard: startColumn(),
    dueTo: startColumn(),
    tellBy: startColumn(),
    settled: startColumn(),
    state: startColumn(),
  }
  return {
    add: (version) => {
      const at = countedAt(version)
      const state = at === Infinity ? 'open' : (knownAt(version, at)?.state ?? 'open')
      push(columns.owner, names.numberOf(version.owner))
      push(columns.kind, names.numberOf(version.kind))
      push(columns.heard, version.heard)
      push(columns.dueTo, version.dueTo ?? NaN)
      push(columns.tellBy, version.tellBy ?? NaN)
      push(columns.settled, version.settlements[0]?.heard ?? NaN)
      push(columns.state, STATES.indexOf(state))
    },
    *[Symbol.iterator]() {
      for (let row = 0; row < columns.heard.size; row++) yield versionAt(columns, names.nameOf, row)
    },
  }
}

const known = ({ values }: Column, row: number): number | null => {
  const value = values[row] ?? NaN
  return Number.isNaN(value) ? null : value
}

function versionAt(columns: Columns, nameOf: (number: number) => string, row: number): PastVersion {
  const heard = columns.heard.values[row] ?? 0
  const settled = known(columns.settled, row)
  const state = STATES[columns.state.values[row] ?? 0] ?? 'open'
  return {
    rule: '',
    kind: nameOf(columns.kind.values[row] ?? 0),
    owner: nameOf(columns.owner.values[row] ?? 0),
    traits: {},
    made: heard,
    heard,
    dueTo: known(columns.dueTo, row),
    tellBy: known(columns.tellBy, row),
    settlements: settled === null ? [] : [{ state, at: settled, heard: settled }],
    cured: null,
    handOvers: [],
    needs: [],
  }
}

/** Few names come often: each is kept once. */
function startNames(): { readonly numberOf: (name: string) => number; readonly nameOf: (number: number) => string } {
  const numbers = new Map<string, number>()
  const names: string[] = []
  return {
    numberOf: (name) => {
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, names.length)
      return names.push(name) - 1
    },
    nameOf: (number) => names[number] ?? '',
  }
}
