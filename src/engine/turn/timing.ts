import type { Fact } from '../../core/fact/fact.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Known } from './known.ts'

/** What time it is for a commit's turns. */
export interface Timing {
  /** When a fact that is new was heard. */
  readonly heard: (known: Known, fact: Fact) => Instant
  /** By which lateness is judged. */
  readonly clock: Instant
}

/** Heard now, and later than all its subject has heard, so that the order of hearing is the order of the log. */
export const liveTiming = (now: Instant): Timing => ({
  heard: ({ heard }) => Math.max(now, heard + 1),
  clock: now,
})
