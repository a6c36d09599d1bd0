import type { Sha256 } from '../../core/fact/subject.ts'
import { days, hours, minutes, type Duration, type Instant } from '../../core/time/instant.ts'
import { lastWholeHour, type Loads } from '../../forecast/load.ts'
import { countLoads, type CountedLoad } from '../../store/load/count-loads.ts'
import { lastLoadHour } from '../../store/load/last-load-hour.ts'
import { loadsSince } from '../../store/load/loads-since.ts'
import { writeLoadHour } from '../../store/load/write-load-hour.ts'
import { appendFacts } from '../../store/log/append-facts.ts'
import type { Store } from '../../store/store.ts'
import { knownLoads, type KnownLoads } from './known-loads.ts'
import { isSameLoad, loadOf, loadRows, NO_LOAD, numbersOf } from './load-fact.ts'

/** When counting failed, turns are not held up by the next try. */
const AGAIN: Duration = minutes(1)

export interface KeepingLoads {
  readonly store: Store
  readonly sha256: Sha256
  readonly clock: () => Instant
  /** How far back turns may ask. */
  readonly lookedBack: Duration
  readonly onTrouble: (error: unknown) => void
}

export interface KeptLoads extends Loads {
  /**
   * Settled when the load of the last whole hour is on record and known, or cannot be had: forecasts come without it
   * then. Hours nobody was there for are left out.
   */
  readonly keepUp: () => Promise<void>
}

/** How silos stand, counted once at each whole hour, kept as silo.load facts and in memory; read back from the log. */
export async function keepLoads(keeping: KeepingLoads): Promise<KeptLoads> {
  const { store, clock, lookedBack, onTrouble } = keeping
  const known = knownLoads()
  let upTo = await readBack(known, store, { after: beginning(clock() - lookedBack) })
  let counting: Promise<void> | null = null
  let notBefore = -Infinity

  async function count(hour: Instant): Promise<void> {
    try {
      await countHour(known, { hour, isNewDay: dayOf(hour) > dayOf(upTo) }, keeping)
      upTo = await readBack(known, store, { after: upTo })
      known.forgetBefore(clock() - lookedBack)
    } catch (error) {
      notBefore = clock() + AGAIN
      onTrouble(error)
    }
    counting = null
  }

  return {
    at: known.at,
    keepUp: async () => {
      const now = clock()
      const hour = lastWholeHour(now)
      if (hour > upTo && now >= notBefore) counting ??= count(hour)
      await counting
    },
  }
}

/** The loads on record from an instant on, for whoever folds the log anew. */
export async function loadsOnRecord(store: Store, since: Instant): Promise<Loads> {
  const known = knownLoads()
  await readBack(known, store, { after: beginning(since) })
  return known
}

const dayOf = (at: Instant): number => Math.floor(at / days(1))

/** The first hour of a day writes all, so that the day before `since` has each pair at least once. */
const beginning = (since: Instant): Instant => lastWholeHour(since) - days(1) - 1

/** What is on record after this hour; answers the last hour there is. */
async function readBack(known: KnownLoads, store: Store, { after }: { after: Instant }): Promise<Instant> {
  const last = (await lastLoadHour(store)) ?? after
  if (last <= after) return after
  for (const { hour, data } of await loadsSince(store, after + 1)) {
    if (hour > last) break
    known.put(hour, { owner: String(data['silo']), kind: String(data['kind']), load: loadOf(data) })
  }
  return last
}

interface Hour {
  readonly hour: Instant
  /** The first one of its day (UTC). */
  readonly isNewDay: boolean
}

/** Counts the hour and writes it down, unless another has. Only what reads differently from before is written; once a day all. */
async function countHour(known: KnownLoads, { hour, isNewDay }: Hour, { store, sha256 }: KeepingLoads): Promise<void> {
  await store.inTransaction(async (tx) => {
    const counted = await countLoads(tx, hour)
    const all = [...counted, ...nowEmpty(known, counted)]
    const changed = isNewDay ? all : all.filter((one) => isChanged(known, one, hour))
    const isOurs = await writeLoadHour(tx, { hour, counted: counted.length, written: changed.length })
    if (isOurs && changed.length > 0) await appendFacts(tx, loadRows(changed, hour, sha256))
  })
}

function isChanged(known: KnownLoads, { owner, kind, numbers }: CountedLoad, hour: Instant): boolean {
  const before = known.at(owner, kind, hour - hours(1))
  return before === null || !isSameLoad(before, loadOf(numbers))
}

/** Pairs of which nothing is open, and nothing was settled for so long that it counts no more. */
function nowEmpty(known: KnownLoads, counted: readonly CountedLoad[]): readonly CountedLoad[] {
  const there = new Set(counted.map(({ owner, kind }) => `${owner}\n${kind}`))
  return known
    .newest()
    .filter(({ owner, kind, load }) => !there.has(`${owner}\n${kind}`) && !isSameLoad(load, NO_LOAD))
    .map(({ owner, kind }) => ({ owner, kind, numbers: numbersOf(NO_LOAD) }))
}
