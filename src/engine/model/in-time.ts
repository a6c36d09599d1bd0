import type { Forecaster } from '../../forecast/forecaster.ts'
import type { Instant } from '../../core/time/instant.ts'

/** A model, and since when it counts. */
export interface DatedForecaster {
  readonly since: Instant
  /** null: its file cannot be read any more, so that it says nothing. */
  readonly forecaster: Forecaster | null
}

/**
 * What each instant's own model says: a customer who is folded from the log again is seen at each hour as the model of
 * that hour saw them. In the order of their publication. null: none can be asked.
 */
export function forecasterInTime(models: readonly DatedForecaster[]): Forecaster | null {
  const newest = models.at(-1)?.forecaster ?? null
  if (models.every(({ forecaster }) => forecaster === null)) return null
  return {
    model: newest?.model ?? 'none',
    says: (open) => models.findLast(({ since }) => since <= open.now)?.forecaster?.says(open) ?? null,
    usualAfter: (promiseRule, needRule) => newest?.usualAfter(promiseRule, needRule) ?? null,
  }
}
