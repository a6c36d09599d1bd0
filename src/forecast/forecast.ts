import type { FactRef } from '../core/fact/fact.ts'
import type { Duration, Instant } from '../core/time/instant.ts'

export type JeopardyLevel = 'none' | 'low' | 'medium' | 'high'

const RANK: Readonly<Record<JeopardyLevel, number>> = { none: 0, low: 1, medium: 2, high: 3 }

export const reaches = (level: JeopardyLevel, wanted: JeopardyLevel): boolean => RANK[level] >= RANK[wanted]

export const isJeopardyLevel = (text: string): text is JeopardyLevel => Object.hasOwn(RANK, text)

/** What is expected of one open promise version, and why. */
export interface Forecast {
  readonly level: JeopardyLevel
  /** Of breaking, 0 to 1; null where the source gives none. */
  readonly probability: number | null
  /** null: later than promised, nobody says by how much. */
  readonly expected: Instant | null
  /** How far beyond due.to, in ms; null when not known. */
  readonly lateBy: Duration | null
  readonly reason: string
  readonly facts: readonly FactRef[]
}
