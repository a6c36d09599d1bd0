import { days, hours, type Instant } from '../core/time/instant.ts'
import { countByKind, countedIn, countUpTo, entry, mapValues, type Counted, type Series } from './model/outcomes.ts'
import { openUntil, type PastVersion } from './model/past.ts'

/**
 * How a silo stands with promises of one kind, as was known before the last whole hour struck: the numbers of a
 * `silo.load` fact. What is heard at the very hour is not in it: it is counted before the turns that hear it.
 * Seven days follow a change of season or staff; sixty steady them where promises are few.
 */
export interface Load {
  /** Opened in the last 7 days. */
  readonly opened: number
  readonly open: number
  readonly week: Counted
  readonly sixtyDays: Counted
}

export interface Loads {
  /** null: nobody there was promised anything of this kind by then. */
  readonly at: (owner: string, kind: string, now: Instant) => Load | null
}

export const WEEK = days(7)
export const SIXTY_DAYS = days(60)

export const lastWholeHour = (now: Instant): Instant => Math.floor(now / hours(1)) * hours(1)

/** The loads over a file's past, hour by hour; versions in any order. */
export function loadsOf(past: Iterable<PastVersion>): Loads {
  const outcomes = countByKind(past)
  const openings = openingsOf(past)
  return {
    at: (owner, kind, now) => {
      const known = openings.get(owner)?.get(kind)
      if (known === undefined) return null
      return loadAt({ ...known, outcomes: outcomes.get(owner)?.get(kind) }, lastWholeHour(now) - 1)
    },
  }
}

/** Instants, ascending, at which versions were known to open and to be open no more. */
interface Openings {
  readonly opened: Float64Array
  readonly ended: Float64Array
}

function openingsOf(past: Iterable<PastVersion>): ReadonlyMap<string, ReadonlyMap<string, Openings>> {
  const owners = new Map<string, Map<string, { opened: Instant[]; ended: Instant[] }>>()
  for (const version of past) {
    const kinds = entry(owners, version.owner, () => new Map<string, { opened: Instant[]; ended: Instant[] }>())
    const { opened, ended } = entry(kinds, version.kind, () => ({ opened: [], ended: [] }))
    opened.push(version.heard)
    const until = openUntil(version)
    if (until < Infinity) ended.push(Math.max(until, version.heard))
  }
  return mapValues(owners, (kinds) =>
    mapValues(kinds, ({ opened, ended }) => ({ opened: ascending(opened), ended: ascending(ended) })),
  )
}

const ascending = (instants: readonly Instant[]): Float64Array => Float64Array.from(instants).sort()

/** `until` is the last millisecond that counts. */
function loadAt(known: Openings & { readonly outcomes: Series | undefined }, until: Instant): Load | null {
  const opened = countUpTo(known.opened, until)
  if (opened === 0) return null
  return {
    opened: opened - countUpTo(known.opened, until - WEEK),
    open: opened - countUpTo(known.ended, until),
    week: countedIn(known.outcomes, until - WEEK, until),
    sixtyDays: countedIn(known.outcomes, until - SIXTY_DAYS, until),
  }
}
