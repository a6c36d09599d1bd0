import { hours, type Duration } from '../../core/time/instant.ts'
import { entry } from '../model/outcomes.ts'
import { knownAt, type PastVersion } from '../model/past.ts'
import type { UsualAfter } from '../model/model.ts'

/** Fewer broken or kept ones say nothing of what is usual. */
const ENOUGH = 10
const TENTH = 10

/** Hours after due by which half of the broken had been made good, those never made good included; null: not half, or too few. */
export function overrunOf(versions: readonly PastVersion[], until: number): number | null {
  const late: Duration[] = []
  for (const version of versions) {
    if (version.dueTo === null || knownAt(version, until)?.state !== 'broken') continue
    late.push(version.cured !== null && version.cured.heard <= until ? version.cured.at - version.dueTo : Infinity)
  }
  const middle = late.length < ENOUGH ? undefined : median(late)
  return middle === undefined || middle === Infinity
    ? null
    : Math.round((Math.max(0, middle) / hours(1)) * TENTH) / TENTH
}

/** How long a promise usually takes once what it needs is done. */
export function usualAfter(past: readonly PastVersion[], until: number): readonly UsualAfter[] {
  const pairs = new Map<string, { promise: string; need: string; times: Duration[] }>()
  for (const version of past) {
    const settled = knownAt(version, until)
    if (settled?.state !== 'kept') continue
    for (const { rule, kept } of version.needs)
      if (kept <= settled.at)
        entry(pairs, `${version.rule} ${rule}`, () => ({ promise: version.rule, need: rule, times: [] })).times.push(
          settled.at - kept,
        )
  }
  return [...pairs.values()]
    .filter(({ times }) => times.length >= ENOUGH)
    .map(({ promise, need, times }) => ({
      promise,
      need,
      hours: Math.round(((median(times) ?? 0) / hours(1)) * TENTH) / TENTH,
      versions: times.length,
    }))
    .toSorted((a, b) => (`${a.promise} ${a.need}` < `${b.promise} ${b.need}` ? -1 : 1))
}

const median = (values: readonly number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
