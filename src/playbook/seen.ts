import type { Fact } from '../core/fact/fact.ts'
import type { CustomerPromise, PromiseVersion } from '../core/promise/customer-promise.ts'
import type { Duration, Instant } from '../core/time/instant.ts'
import type { Foreseen } from '../forecast/best.ts'

export type MovedBy = 'customer' | 'company'

/** What is known of the customer beside the promises; nothing personal. */
export interface CustomerSeen {
  readonly zone: string
  /** How many broken versions are not yet cured; counted when asked. */
  readonly outstanding: () => number
  /** How many promises to the customer are open; counted when asked. */
  readonly openPromises: () => number
  readonly openCases: number
  readonly ended: boolean
  readonly asked: ReadonlySet<string>
  readonly did: ReadonlySet<string>
}

/** All a condition or a clock of a moment may look at, at one instant. */
export interface Seen {
  readonly fact: Fact | null
  readonly promise: CustomerPromise | null
  readonly version: PromiseVersion | null
  readonly forecast: Foreseen | null
  /** How far the expected time has moved since the customer was last told, in ms. */
  readonly moved: Duration | null
  /** Who moved the date to this version's; null: nobody, it was made with it. */
  readonly movedBy: MovedBy | null
  /** The share learned for what a name says, 0–1; null: none was. */
  readonly score: (name: string) => number | null
  readonly customer: CustomerSeen
  readonly now: Instant
}
