import { entry, countedIn, type Outcomes, type Series } from '../model/outcomes.ts'
import type { KindHistory, Model, OwnerHistory } from '../model/model.ts'
import type { Chances } from '../model/chances.ts'
import type { PastVersion } from '../model/past.ts'
import { chancesIn, type Knowledge } from './knowledge.ts'
import { overrunOf } from './usual.ts'

/** What the model file keeps of every silo and kind: chances, how many they rest on, and how late late ones were. */
export function historyOf(past: readonly PastVersion[], outcomes: Outcomes, knowledge: Knowledge): Model['history'] {
  const { until, weeks } = knowledge
  const versions = new Map<string, Map<string, PastVersion[]>>()
  for (const version of past)
    entry(
      entry(versions, version.owner, () => new Map<string, PastVersion[]>()),
      version.kind,
      () => [],
    ).push(version)
  const owners = [...outcomes.byOwner].map(([owner, { all, byKind }]): readonly [string, OwnerHistory] => {
    const kinds = [...byKind].map(([kind, series]): readonly [string, KindHistory] => {
      const overrun = overrunOf(versions.get(owner)?.get(kind) ?? [], until)
      return [
        kind,
        { ...rounded(chancesIn(outcomes, { owner, kind }, until)), settled: settled(series, until), overrun },
      ]
    })
    const chances = rounded(chancesIn(outcomes, { owner }, until))
    return [
      owner,
      { ...chances, settled: settled(all, until), week: weeks.byOwner.get(owner) ?? null, kinds: inOrder(kinds) },
    ]
  })
  return {
    ...rounded(chancesIn(outcomes, {}, until)),
    settled: settled(outcomes.all, until),
    week: weeks.all,
    owners: inOrder(owners),
  }
}

function settled(series: Series, until: number): number {
  const { kept, broken } = countedIn(series, -Infinity, until)
  return kept + broken
}

const rounded = ({ made, waiting }: Chances): Chances => ({ made: round(made), waiting: round(waiting) })
/** Never 0 or 1: nothing is certain, and neither has log-odds. */
const round = (chance: number): number => Math.min(0.99999, Math.max(0.00001, Math.round(chance * 1e5) / 1e5))

const inOrder = <Value>(entries: readonly (readonly [string, Value])[]): Readonly<Record<string, Value>> =>
  Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
