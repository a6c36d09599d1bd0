import type { CustomerPromise, HandOver } from '../core/promise/customer-promise.ts'
import type { PastHandOver, PastNeed, PastSettlement, PastVersion } from '../forecast/model/past.ts'
import { traitsOf } from '../forecast/model/traits.ts'
import type { DatedChange, Turn } from '../playbook/turn/turn.ts'

/**
 * The versions of one customer's promises after a replay, each with what was known of it when. Standing promises and
 * their checks are left out: a bill is right or wrong at once, nothing is waited for.
 */
export function pastVersionsOf(turn: Turn): readonly PastVersion[] {
  const changes = changesByVersion(turn.changes)
  const versions: PastVersion[] = []
  for (const promise of turn.published.values()) {
    if (promise.isCheck || promise.rule.standing !== null) continue
    const shared = sharedBy(turn, promise)
    for (const { n, made, dueTo, tellBy } of promise.versions) {
      const known = changes.get(`${promise.id}#${n}`)
      if (known !== undefined) versions.push({ ...shared, made, dueTo, tellBy, ...known })
    }
  }
  return versions
}

interface Known {
  readonly heard: number
  readonly settlements: PastSettlement[]
  cured: PastVersion['cured']
}

function changesByVersion(changes: readonly DatedChange[]): ReadonlyMap<string, Known> {
  const versions = new Map<string, Known>()
  for (const { change, at } of changes) {
    const { version, promise } = change
    const key = `${promise.id}#${version.n}`
    const known = versions.get(key) ?? { heard: at, settlements: [], cured: null }
    versions.set(key, known)
    const { state, settledAt, curedAt } = version
    const last = known.settlements.at(-1)
    const isNews =
      state !== (last?.state ?? 'open') || (last !== undefined && settledAt !== null && settledAt !== last.at)
    if (change.kind !== 'undone' && isNews) known.settlements.push({ state, at: settledAt ?? at, heard: at })
    if (curedAt !== null && known.cured === null) known.cured = { at: curedAt, heard: at }
  }
  return versions
}

type Shared = Pick<PastVersion, 'rule' | 'kind' | 'owner' | 'traits' | 'handOvers' | 'needs'>

function sharedBy(turn: Turn, promise: CustomerPromise): Shared {
  const { rule, kind, owner, versions, handOvers } = promise
  const [making] = versions[0]?.evidence ?? []
  const made = making === undefined ? undefined : turn.ledger.facts.get(making.fact)
  return {
    rule: rule.id,
    kind,
    owner,
    traits: made === undefined ? {} : traitsOf(made),
    handOvers: handOvers.map((handOver) => pastHandOver(turn, handOver)),
    needs: needsOf(turn, promise),
  }
}

function pastHandOver({ ledger }: Turn, { from, to, at, fact }: HandOver): PastHandOver {
  return { from, to, heard: Math.max(at, ledger.facts.get(fact)?.heard ?? at) }
}

function needsOf({ published }: Turn, { rule, key }: CustomerPromise): readonly PastNeed[] {
  return rule.needs.flatMap((need) => {
    const version = published.get(`${need}/${key}`)?.versions.at(-1)
    return version?.state === 'kept' && version.settledAt !== null ? [{ rule: need, kept: version.settledAt }] : []
  })
}
