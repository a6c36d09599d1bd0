import type { CustomerPromise, PromiseVersion } from '../core/promise/customer-promise.ts'
import { isJeopardyLevel, type Forecast, type JeopardyLevel } from './forecast.ts'

/**
 * The forecast a silo itself states. A level it names counts; else an expected time after due.to, or "late" without a
 * time, is high jeopardy, and an expected time within the promise is none. null: no silo has said anything of it.
 */
export function siloSays({ estimate }: CustomerPromise, version: PromiseVersion): Forecast | null {
  if (estimate === null || estimate.version !== version.n || version.dueTo === null) return null
  const lateBy = estimate.at === null ? null : estimate.at - version.dueTo
  const named = estimate.level !== null && isJeopardyLevel(estimate.level) ? estimate.level : null
  const level: JeopardyLevel = named ?? (lateBy === null || lateBy > 0 ? 'high' : 'none')
  const reason = estimate.reason ?? (level === 'none' ? 'the silo expects it in time' : 'the silo expects it late')
  return { level, probability: null, expected: estimate.at, lateBy, reason, facts: [estimate.fact] }
}
