import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import type { Told } from '../../core/promise/told.ts'
import type { Instant } from '../../core/time/instant.ts'
import { versionAnchor, type Turn } from '../../playbook/turn/turn.ts'
import { isMessage } from './telling.ts'
import { wordOf } from './ways.ts'

/** Words about one version: when, from which moment, and why. */
export interface Said {
  readonly at: Instant
  readonly moment: string
  readonly reason: string
}

/** One promise version as it would have gone, to be drawn. Nothing personal stands in it. */
export interface Timeline {
  readonly customer: string
  readonly promise: string
  readonly kind: string
  readonly owner: string
  readonly version: number
  readonly made: Instant
  readonly dueFrom: Instant | null
  readonly dueTo: Instant | null
  readonly tellBy: Instant | null
  readonly state: PromiseVersion['state']
  /** When it was kept; of a break, when it was made good. null: not yet. */
  readonly endedAt: Instant | null
  /** Of a break. */
  readonly told: Told | null
  readonly said: readonly Said[]
}

export function timelineOf(turn: Turn, promise: CustomerPromise, version: PromiseVersion): Timeline {
  const anchor = versionAnchor(promise.id, version.n)
  const said = turn.decisions.filter((decision) => decision.anchor === anchor && isMessage(decision))
  const { made, dueFrom, dueTo, tellBy, state, settledAt, curedAt } = version
  return {
    customer: turn.customer,
    promise: promise.id,
    kind: promise.kind,
    owner: promise.owner,
    version: version.n,
    made,
    dueFrom,
    dueTo,
    tellBy,
    state,
    endedAt: state === 'broken' ? curedAt : settledAt,
    told: state === 'broken' ? wordOf(turn, promise, version).told : null,
    said: said.map(({ at, moment, because }) => ({ at, moment, reason: because.reason })),
  }
}
