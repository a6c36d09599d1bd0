import type { Fact } from '../core/fact/fact.ts'
import type { CustomerPromise, PromiseVersion } from '../core/promise/customer-promise.ts'
import type { Duration, Instant } from '../core/time/instant.ts'
import type { Forecast } from './forecast.ts'

/** One open promise version, looked at at one instant. */
export interface OpenVersion {
  readonly promise: CustomerPromise
  readonly version: PromiseVersion
  /** The fact that made the promise. */
  readonly made: Fact
  readonly now: Instant
}

/** What was learned from the past, ready to be asked. Pure: the same question has the same answer for ever. */
export interface Forecaster {
  /** Names the model file, as decisions record it. */
  readonly model: string
  /** What history expects of it; null: nothing was learned that could say. */
  readonly says: (open: OpenVersion) => Forecast | null
  /** The usual time from a kept need to the keeping of what needs it, in ms, by their rules' ids; null: not learned. */
  readonly usualAfter: (promiseRule: string, needRule: string) => Duration | null
  /** How likely something named (`no_access`) is of an open promise, 0–1; null: not learned. Absent: no such share was. */
  readonly score?: (name: string, open: OpenVersion) => number | null
}
