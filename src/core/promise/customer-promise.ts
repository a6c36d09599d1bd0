import type { FactRef } from '../fact/fact.ts'
import type { Instant } from '../time/instant.ts'
import type { PromiseRule } from './rule.ts'

export type Settlement = 'kept' | 'broken' | 'renegotiated' | 'withdrawn'
export type PromiseState = 'open' | 'disputed' | Settlement

/** A fact that made, settled or changed a version, and as what. */
export interface Evidence {
  readonly fact: FactRef
  readonly time: Instant
  readonly as: string
}

/** One wording of a promise. A date that moves ends this version and opens the next. */
export interface PromiseVersion {
  readonly n: number
  readonly made: Instant
  /** null: an instant, not a window. */
  readonly dueFrom: Instant | null
  /** null: due is not known. */
  readonly dueTo: Instant | null
  readonly tellBy: Instant | null
  readonly state: PromiseState
  /** When that became true: of a promise that ran out, its due.to. */
  readonly settledAt: Instant | null
  /** Broken and later made good; until then it is outstanding. */
  readonly curedAt: Instant | null
  /** Settled on paper only: a duplicate, an administrative closure, nobody at home. Counted beside, never instead. */
  readonly withoutWork: boolean
  readonly cause: string | null
  readonly evidence: readonly Evidence[]
}

/** `from` went to `to`; null: not known who had it before. */
export interface HandOver {
  readonly from: string
  readonly to: string
  readonly at: Instant
  readonly fact: FactRef
}

/** What a silo itself expects of an open promise; `at` null: later, not known when. */
export interface SiloWord {
  readonly at: Instant | null
  readonly level: string | null
  readonly reason: string | null
  readonly fact: FactRef
  /** The version it speaks of. */
  readonly version: number
}

/** Its latest word about a version. */
export interface Estimate extends SiloWord {
  /** How often it went from in time to late, or back, about this version. */
  readonly changes: number
  /** The latest time it ever named for this version; not known when is later than any. */
  readonly worst: SiloWord
}

/** Word that a person or a silo recorded as given to the customer, about one version. */
export interface RecordedWord {
  readonly at: Instant
  readonly version: number
  readonly fact: FactRef
}

/** A commitment to a customer or, with `to`, to a silo (an OLA). */
export interface CustomerPromise {
  /** `<playbook>.<promise>/<key>`: one in a customer's ledger. */
  readonly id: string
  readonly rule: PromiseRule
  /** The version that made it, and judges it for its whole life. */
  readonly playbookVersion: string
  readonly key: string
  readonly kind: string
  readonly owner: string
  readonly madeBy: { readonly source: string; readonly channel: string | null; readonly agent: string | null }
  readonly versions: readonly PromiseVersion[]
  readonly holder: string | null
  readonly handOvers: readonly HandOver[]
  readonly estimate: Estimate | null
  readonly words: readonly RecordedWord[]
  /** Instants a playbook asked to remember, by name. */
  readonly notes: Readonly<Record<string, Instant>>
  /** One check of a standing promise. */
  readonly isCheck: boolean
  /** Of a standing promise: one child for each check. */
  readonly children: readonly CustomerPromise[]
}

export function currentVersion(promise: CustomerPromise): PromiseVersion {
  const version = promise.versions.at(-1)
  if (version === undefined) throw new Error(`the promise ${promise.id} has no version`)
  return version
}

export const isOutstanding = (version: PromiseVersion): boolean =>
  version.state === 'broken' && version.curedAt === null

/** Only promises to customers enter the figures: not OLAs, and of standing promises their children. */
export const isCounted = ({ rule }: CustomerPromise): boolean => rule.to === null && rule.standing === null
