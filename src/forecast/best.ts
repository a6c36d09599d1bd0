import type { Instant } from '../core/time/instant.ts'
import { reaches, type Forecast } from './forecast.ts'

/** A forecast, and whose word it is: the silo's own, that of what the promise needs, or history's. */
export interface Foreseen extends Forecast {
  readonly from: 'silo' | 'needs' | 'model'
}

/** What each source says of one open version; null: nothing. */
export interface Sources {
  readonly silo: Forecast | null
  readonly needs: Forecast | null
  readonly model: Forecast | null
}

export interface AskedAt {
  readonly now: Instant
  /** An instant in words, on the customer's clock. */
  readonly said: (at: Instant) => string
}

/**
 * The forecast that counts, in this order of trust:
 *
 * 1. What a silo says of this very promise. It knows what no ledger knows, so its word stands against everything else,
 *    "in time" too, until the instant it named has passed without the work. Then its word is void, and that silence is
 *    itself a reason (medium): whoever named a time and did not say it would not hold is not likely to be a little late.
 * 2. What the promise needs (OLAs). Facts of this promise, where a model only knows others like it.
 * 3. What was learned from the past.
 *
 * Among the silence, the needs and the model the one that sees most danger counts, since each of them is blind to what
 * the others see; where they see the same danger, the one named first. Where none sees any, the last one speaks: it has
 * figures, while the others only know of nothing against it.
 */
export function best({ silo, needs, model }: Sources, { now, said }: AskedAt): Foreseen | null {
  if (silo !== null && !hasPassed(silo, now)) return { ...silo, from: 'silo' }
  let chosen = silo === null ? null : foreseen(silence(silo, said), 'silo')
  for (const next of [foreseen(needs, 'needs'), foreseen(model, 'model')])
    if (next !== null && (chosen === null || isMoreTelling(next, chosen))) chosen = next
  return chosen
}

const foreseen = (forecast: Forecast | null, from: Foreseen['from']): Foreseen | null =>
  forecast === null ? null : { ...forecast, from }

const isMoreTelling = (next: Forecast, chosen: Forecast): boolean =>
  chosen.level === 'none' || (reaches(next.level, chosen.level) && next.level !== chosen.level)

/** The silo expected it in time, by an instant that is over. */
const hasPassed = ({ level, expected }: Forecast, now: Instant): boolean =>
  !reaches(level, 'medium') && expected !== null && expected <= now

const silence = ({ expected, facts }: Forecast, said: AskedAt['said']): Forecast => ({
  level: 'medium',
  probability: null,
  expected: null,
  lateBy: null,
  reason: `it was expected by ${expected === null ? 'then' : said(expected)}, and has not come`,
  facts,
})
