import type { Fact } from '../fact/fact.ts'
import type { Instant } from '../time/instant.ts'
import type { CustomerPromise } from './customer-promise.ts'
import type { PromiseRule } from './rule.ts'

export type Role =
  | 'made'
  | 'moved'
  | 'kept'
  | 'broken'
  | 'ended'
  | 'disputed'
  | 'reopened'
  | 'cured'
  | 'checked'
  | 'expected'
  | 'handed-over'
  | 'told'
  | 'noted'

/** "This type of fact, for the promise with that key, when this holds, does that." */
export interface Clause {
  readonly rule: PromiseRule
  readonly role: Role
  /** undefined: the fact names no promise of this kind. */
  readonly key: (fact: Fact) => string | undefined
  readonly when: ((fact: Fact, promise: CustomerPromise | null) => boolean) | null
  /** Of `noted`: the name under which the fact's time is remembered. */
  readonly note?: string
  /** Of `expected`: when the silo now expects it. */
  readonly expected?: (fact: Fact) => Instant | null
}

export type ClausesByType = ReadonlyMap<string, readonly Clause[]>
