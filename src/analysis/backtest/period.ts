import { isCounted, type CustomerPromise, type PromiseVersion } from '../../core/promise/customer-promise.ts'
import type { Instant } from '../../core/time/instant.ts'

/** What a backtest judges: versions made from `from` on and before `to`. */
export interface Period {
  readonly from: Instant
  readonly to: Instant
}

export const isWithin = ({ from, to }: Period, at: Instant): boolean => at >= from && at < to

/** A version of a promise to a customer, made in the period. */
export const isJudged = (period: Period, promise: CustomerPromise, { made }: PromiseVersion): boolean =>
  isCounted(promise) && isWithin(period, made)
