import type { PromiseState } from '../../core/promise/customer-promise.ts'
import type { Instant } from '../../core/time/instant.ts'

/** How a version was said to stand, and since when that was known. */
export interface PastSettlement {
  readonly state: PromiseState
  /** When it became true. */
  readonly at: Instant
  readonly heard: Instant
}

/** A silo got it from another; `heard` is when that was known. */
export interface PastHandOver {
  readonly from: string
  readonly to: string
  readonly heard: Instant
}

/** A promise between silos that was kept before the one that needs it was. */
export interface PastNeed {
  readonly rule: string
  readonly kept: Instant
}

/** What of the making fact a forecast may look at: coarse, and never personal. */
export type Traits = Readonly<Record<string, string>>

/** One version of a past promise as plain data, with what was known of it when. */
export interface PastVersion {
  /** The promise rule's id, `<playbook>.<promise>`. */
  readonly rule: string
  readonly kind: string
  readonly owner: string
  readonly traits: Traits
  readonly made: Instant
  /** When the making was known. */
  readonly heard: Instant
  readonly dueTo: Instant | null
  readonly tellBy: Instant | null
  /** In the order they were known; empty while it is open. */
  readonly settlements: readonly PastSettlement[]
  /** Broken and later made good. */
  readonly cured: { readonly at: Instant; readonly heard: Instant } | null
  readonly handOvers: readonly PastHandOver[]
  readonly needs: readonly PastNeed[]
}

/** The settlement that was known at an instant; null: still open then, as far as anybody knew. */
export function knownAt({ settlements }: PastVersion, at: Instant): PastSettlement | null {
  let known: PastSettlement | null = null
  for (const settlement of settlements) if (settlement.heard <= at) known = settlement
  return known === null || known.state === 'open' ? null : known
}

/** Until when it was open, as far as anybody knew; Infinity: it still is. */
export const openUntil = ({ settlements }: PastVersion): Instant => settlements[0]?.heard ?? Infinity

/**
 * When its outcome enters the figures of its silo: at its due time, or when it was known if that was later. Kept ones
 * are known sooner than broken ones; counted as they come, a wave of new promises would look like a wave of kept ones.
 */
export function countedAt(version: PastVersion): Instant {
  const heard = openUntil(version)
  return version.dueTo === null ? heard : Math.max(heard, version.dueTo)
}
