import type { CustomerPromise, PromiseVersion } from '../promise/customer-promise.ts'

/** `undone`: late evidence shows that this version never was. */
export type ChangeKind = 'opened' | 'settled' | 'cured' | 'corrected' | 'undone'

/** What has changed in what may be said of one version; `from` is how it stood before. */
export interface PromiseChange {
  readonly kind: ChangeKind
  readonly promise: CustomerPromise
  readonly version: PromiseVersion
  readonly from: PromiseVersion | null
}

const sameTerms = (a: PromiseVersion, b: PromiseVersion): boolean =>
  a.made === b.made && a.dueFrom === b.dueFrom && a.dueTo === b.dueTo && a.tellBy === b.tellBy

const sameSettlement = (a: PromiseVersion, b: PromiseVersion): boolean =>
  a.state === b.state && a.settledAt === b.settledAt

function changeOf(before: PromiseVersion, after: PromiseVersion): ChangeKind | null {
  if (!sameTerms(before, after)) return 'corrected'
  if (!sameSettlement(before, after)) {
    if (after.state === 'open') return 'corrected'
    const goesOn = before.state === 'open' || before.state === 'disputed' || after.state === 'disputed'
    return goesOn ? 'settled' : 'corrected'
  }
  if (before.curedAt !== after.curedAt) return before.curedAt === null ? 'cured' : 'corrected'
  return null
}

/**
 * Every difference between how a promise stood and how it stands, oldest version first. Late evidence that changes a
 * settlement, terms or a cure that was already on record is a correction: nothing changes without one of these.
 */
export function changesOf(before: CustomerPromise | undefined, after: CustomerPromise): readonly PromiseChange[] {
  if (before === after || before?.versions === after.versions) return []
  const changes: PromiseChange[] = []
  const known = before?.versions ?? []
  for (const [index, version] of after.versions.entries()) {
    const from = known[index]
    if (from === version) continue
    if (from === undefined) {
      changes.push({ kind: 'opened', promise: after, version, from: null })
      if (version.state !== 'open') changes.push({ kind: 'settled', promise: after, version, from: null })
      if (version.curedAt !== null) changes.push({ kind: 'cured', promise: after, version, from: null })
      continue
    }
    const kind = changeOf(from, version)
    if (kind !== null) changes.push({ kind, promise: after, version, from })
    if (kind === 'settled' && version.curedAt !== null) changes.push({ kind: 'cured', promise: after, version, from })
  }
  for (const gone of known.slice(after.versions.length))
    changes.push({ kind: 'undone', promise: after, version: gone, from: gone })
  return changes
}
