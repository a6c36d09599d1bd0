import type { Instant } from '../core/time/instant.ts'

/** What was known at a whole hour of the promises of one kind that one silo owns. */
export interface Load {
  /** Made in the hour before. */
  readonly opened: number
  readonly open: number
  /** Open and past due.to. */
  readonly overdue: number
  readonly kept14: number
  readonly broken14: number
  readonly kept60: number
  readonly broken60: number
}

export interface Loads {
  /** As of the last whole hour up to `now`; null: nothing is known of then. */
  readonly at: (owner: string, kind: string, now: Instant) => Load | null
}
