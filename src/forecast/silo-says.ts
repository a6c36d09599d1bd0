import type { CustomerPromise, PromiseVersion } from '../core/promise/customer-promise.ts'
import { isJeopardyLevel, type Forecast, type JeopardyLevel } from './forecast.ts'

/** Late, in time and late again, or the other way round: from then on nobody knows which word to believe. */
const TOO_MANY_CHANGES = 2

/**
 * The forecast a silo itself states. A level it names counts; else an expected time after due.to, or "late" without a
 * time, is high jeopardy, and an expected time within the promise is none. A silo that has changed its mind twice about
 * a version is believed only in its worse word. null: no silo has said anything of it.
 */
export function siloSays({ estimate }: CustomerPromise, version: PromiseVersion): Forecast | null {
  if (estimate === null || estimate.version !== version.n || version.dueTo === null) return null
  const { changes, worst } = estimate
  const isDoubted = changes >= TOO_MANY_CHANGES && worst.fact !== estimate.fact
  const word = isDoubted ? worst : estimate
  const lateBy = word.at === null ? null : word.at - version.dueTo
  const named = word.level !== null && isJeopardyLevel(word.level) ? word.level : null
  const level: JeopardyLevel = named ?? (lateBy === null || lateBy > 0 ? 'high' : 'none')
  const said = word.reason ?? (level === 'none' ? 'the silo expects it in time' : 'the silo expects it late')
  const reason = isDoubted ? `${said}; it has changed its mind ${changes} times, and its worse word counts` : said
  const facts = isDoubted ? [estimate.fact, worst.fact] : [word.fact]
  return { level, probability: null, expected: word.at, lateBy, reason, facts }
}
