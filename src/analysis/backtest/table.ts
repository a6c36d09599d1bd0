import { isCounted, type PromiseVersion } from '../../core/promise/customer-promise.ts'
import type { Instant } from '../../core/time/instant.ts'
import { versionAnchor, type Turn } from '../../playbook/turn/turn.ts'

/** The least that can be learned: how often promises of a kind broke that were still open at tell-by. */
export interface KindTable {
  n: number
  broken: number
  readonly kinds: Map<string, { n: number; broken: number }>
}

export const startTable = (): KindTable => ({ n: 0, broken: 0, kinds: new Map() })

interface Known {
  readonly kind: string
  readonly version: PromiseVersion
  readonly grace: number
  readonly wasOpen: boolean
}

/**
 * Learns from one customer's past what was known before `before`. Only promises whose due time and grace were over then
 * count: those kept early are known early, and to count them alone would make every kind look kept.
 */
export function learnKinds(table: KindTable, turn: Turn, before: Instant): void {
  for (const { kind, version, grace, wasOpen } of knownBefore(turn, before).values()) {
    if (!wasOpen || version.dueTo === null || version.dueTo + grace >= before) continue
    if (version.state !== 'kept' && version.state !== 'broken') continue
    const broken = version.state === 'broken' ? 1 : 0
    const row = table.kinds.get(kind) ?? { n: 0, broken: 0 }
    table.kinds.set(kind, row)
    row.n += 1
    row.broken += broken
    table.n += 1
    table.broken += broken
  }
}

function knownBefore(turn: Turn, before: Instant): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>()
  for (const { change, at } of turn.changes) {
    if (at >= before) break
    const { kind, promise, version } = change
    if (!isCounted(promise)) continue
    const anchor = versionAnchor(promise.id, version.n)
    if (kind === 'undone') {
      known.delete(anchor)
      continue
    }
    // At one instant facts come before tell-by: made then it was open, settled then it was not.
    const inTime = version.tellBy !== null && at <= version.tellBy
    const wasOpen = kind === 'settled' ? known.get(anchor)?.wasOpen === true && !inTime : inTime
    known.set(anchor, {
      kind: promise.kind,
      version,
      grace: promise.rule.grace,
      wasOpen: kind === 'opened' || kind === 'settled' ? wasOpen : known.get(anchor)?.wasOpen === true,
    })
  }
  return known
}

/** As if each kind had been seen this often more, breaking as all do. */
const SMOOTHING = 20

/** The share of its kind that broke, drawn towards that of all; a kind never seen breaks as all do. */
export function tableSays({ n, broken, kinds }: KindTable, kind: string): number {
  const base = n === 0 ? 0.5 : broken / n
  const row = kinds.get(kind) ?? { n: 0, broken: 0 }
  return (row.broken + SMOOTHING * base) / (row.n + SMOOTHING)
}
