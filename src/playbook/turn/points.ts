import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import { fixedPoints, type Point } from '../../forecast/points.ts'
import { isScored } from './foresee.ts'
import { insertPlan, type EstimateOver } from './plans.ts'
import type { Turn } from './turn.ts'

/** Plans the fixed points still to come; those that were past when the version was heard of never fire. */
export function planPoints(turn: Turn, promise: CustomerPromise, version: PromiseVersion): void {
  if (!isScored(turn, promise)) return
  for (const { point, at } of fixedPoints(version))
    if (at >= turn.now) insertPlan(turn.plans, { at, promise: promise.id, version: version.n, what: 'score', point })
}

/**
 * A silo named an instant: when it has come, somebody looks whether the work has. After tell-by nobody does, since a
 * window's estimate is minutes, not a promise.
 */
export function planEstimateOver(turn: Turn, promise: CustomerPromise, version: PromiseVersion): void {
  const { estimate } = promise
  if (!isScored(turn, promise) || estimate === null || estimate.version !== version.n) return
  const { at } = estimate
  if (at === null || at < turn.now || version.tellBy === null || at >= version.tellBy) return
  const point: EstimateOver = `over ${estimate.fact}`
  insertPlan(turn.plans, { at, promise: promise.id, version: version.n, what: 'score', point })
}

/** An instant that the silo has taken back since is nobody's word any more. */
export const isStillSaid = ({ estimate }: CustomerPromise, point: Point | EstimateOver): boolean =>
  !isEstimateOver(point) || point === `over ${estimate?.fact ?? ''}`

export const isEstimateOver = (point: string): boolean => point.startsWith('over ')
