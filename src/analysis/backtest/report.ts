import type { Instant } from '../../core/time/instant.ts'
import type { Against } from './against.ts'
import type { Beside } from './beside.ts'
import type { AtBirth, HandOvers, HeadsUps } from './figures.ts'
import type { Telling } from './telling.ts'
import type { Timeline } from './timeline.ts'

/** What `backtest --json` prints, in this order; instants in ms, shares from 0 to 1. */
export interface BacktestReport {
  /** null without a model: `why` says so. */
  readonly headsUps: HeadsUps | null
  readonly why: string | null
  /** Two simpler ways, by the same rules; null without a model. */
  readonly beside: Beside | null
  readonly atBirth: AtBirth | null
  readonly handOvers: HandOvers | null
  /** What the playbook would have said, with the model if there is one. */
  readonly telling: Telling
  readonly against: Against | null
  readonly samples: readonly Timeline[]
  readonly of: BacktestOf
}

/** What was run. */
export interface BacktestOf {
  readonly file: string
  readonly playbook: string
  readonly model: string | null
  readonly from: Instant
  readonly to: Instant
  readonly until: Instant
  readonly zone: string
  readonly facts: number
  readonly rejected: number
}
