import type { Instant } from '../../core/time/instant.ts'
import type { Zone } from '../../core/time/zone.ts'
import { entry, mapValues } from '../model/outcomes.ts'
import { knownAt, type PastVersion } from '../model/past.ts'
import { HOURS_OF_WEEK, hourOfWeek, type Week } from '../model/working-hours.ts'

/** When silos settle promises, over the week. */
export interface Weeks {
  readonly all: Week
  /** Of silos with enough to say. */
  readonly byOwner: ReadonlyMap<string, Week>
}

/** A silo's own week is drawn towards everybody's as by so many closings: about one for each hour. */
const PRIOR_CLOSINGS = 200
/** Of fewer closings everybody's week stands; a model file would else carry 168 numbers for each of a thousand crews. */
const FEWEST = 50

const sum = (counts: Float64Array): number => counts.reduce((total, count) => total + count, 0)

export function weeksOf(
  past: readonly PastVersion[],
  { until, zone }: { readonly until: Instant; readonly zone: Zone },
): Weeks {
  const all = new Float64Array(HOURS_OF_WEEK)
  const owners = new Map<string, Float64Array>()
  for (const version of past) {
    const done = doneAt(version, until)
    if (done === null) continue
    const hour = hourOfWeek(zone, done)
    all[hour] = (all[hour] ?? 0) + 1
    const own = entry(owners, version.owner, () => new Float64Array(HOURS_OF_WEEK))
    own[hour] = (own[hour] ?? 0) + 1
  }
  const everybody = weekOf(all, flat, HOURS_OF_WEEK)
  const enough = new Map([...owners].filter(([, own]) => sum(own) >= FEWEST))
  return { all: everybody, byOwner: mapValues(enough, (own) => weekOf(own, everybody, PRIOR_CLOSINGS)) }
}

const flat: Week = Array.from({ length: HOURS_OF_WEEK }, () => 1)

/** When the work was done: kept, or made good after it broke. One that ran out says nothing of anybody's hours. */
function doneAt(version: PastVersion, until: Instant): Instant | null {
  const settled = knownAt(version, until)
  if (settled?.state === 'kept') return settled.at
  return version.cured !== null && version.cured.heard <= until ? version.cured.at : null
}

/** Shares as a week of mean 1, rounded to thousandths as they stand in the model file. */
function weekOf(closings: Float64Array, towards: Week, weight: number): Week {
  const total = sum(closings)
  const share = (hour: number): number =>
    ((closings[hour] ?? 0) + (weight * (towards[hour] ?? 0)) / HOURS_OF_WEEK) / (total + weight)
  return flat.map((_, hour) => Math.round(share(hour) * HOURS_OF_WEEK * 1000) / 1000)
}
