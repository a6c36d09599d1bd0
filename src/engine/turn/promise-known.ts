import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import { versionAnchor, type DatedChange } from '../../playbook/turn/turn.ts'
import type { PromiseKnown } from '../../store/ledger/write-promises.ts'
import { groupBy } from '../group-by.ts'

/** A turn's changes of each version, by its anchor, in their order. */
export const changesByVersion = (changes: readonly DatedChange[]): ReadonlyMap<string, readonly DatedChange[]> =>
  groupBy(
    changes.filter(({ change: { kind } }) => kind !== 'undone'),
    ({ change: { promise, version } }) => versionAnchor(promise.id, version.n),
  )

export interface VersionNews {
  /** As it is on record; null: it is not. */
  readonly before: PromiseVersion | null
  /** What changed in it in this turn. */
  readonly changes: readonly DatedChange[]
}

const DOES_NOT_COUNT: PromiseKnown = { heard: null, settled_heard: null, outcome: null }

/**
 * What was known of a version when. Its outcome is how it stands at its due time, or when it was first heard to be
 * settled if that is later; what is heard after that changes it no more, as forecast/model/past.ts has it. Standing
 * promises and their checks do not count: a bill is right or wrong at once.
 */
export function promiseKnown(promise: CustomerPromise, version: PromiseVersion, news: VersionNews): PromiseKnown {
  if (promise.isCheck || promise.rule.standing !== null) return DOES_NOT_COUNT
  const { before, changes } = news
  // Written anew after a publication: what it judges now was true back then.
  if (before === null && changes.length === 0) return asItStands(version)
  let settledHeard: number | null = null
  let outcome: string | null = null
  let wasSettled = before !== null && before.state !== 'open'
  for (const { change, at } of changes) {
    const { state, dueTo } = change.version
    if (!wasSettled && state === 'open') continue
    if (!wasSettled || at === settledHeard || (dueTo !== null && at <= dueTo)) outcome = state
    if (!wasSettled) settledHeard = at
    wasSettled = true
  }
  return { heard: changes[0]?.at ?? version.made, settled_heard: settledHeard, outcome }
}

function asItStands({ made, state, settledAt }: PromiseVersion): PromiseKnown {
  if (state === 'open') return { heard: made, settled_heard: null, outcome: null }
  return { heard: made, settled_heard: settledAt ?? made, outcome: state }
}
