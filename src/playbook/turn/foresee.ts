import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import { dayAndClock } from '../../core/time/day-and-clock.ts'
import type { Instant } from '../../core/time/instant.ts'
import { zone } from '../../core/time/zone.ts'
import { best, type Foreseen } from '../../forecast/best.ts'
import type { Forecast } from '../../forecast/forecast.ts'
import { siloSays } from '../../forecast/silo-says.ts'
import type { Turn } from './turn.ts'

/** Whether anything but a silo's own word can be known of it: a model is there, or the promise depends on others. */
export const isScored = ({ forecaster }: Turn, { rule }: CustomerPromise): boolean =>
  forecaster !== null || rule.needs.length > 0

/** What is expected now of an open version; null: nobody and nothing says anything of it. */
export function foresee(turn: Turn, promise: CustomerPromise, version: PromiseVersion): Foreseen | null {
  const silo = siloSays(promise, version)
  if (!isScored(turn, promise)) return silo === null ? null : { ...silo, from: 'silo' }
  if (version.dueTo === null) return null
  const sources = { silo, needs: null, model: modelSays(turn, promise, version) }
  return best(sources, { now: turn.now, said: saidTo(turn) })
}

/** A check of a standing promise has no making of its own, and the standing promise itself no end to be late for. */
function modelSays(turn: Turn, promise: CustomerPromise, version: PromiseVersion): Forecast | null {
  const made = turn.ledger.records.get(promise.id)?.promised?.fact
  if (turn.forecaster === null || made === undefined || promise.rule.standing !== null) return null
  return turn.forecaster.says({ promise, version, made, now: turn.now })
}

/** An instant as a reason names it: where the customer is. */
const saidTo =
  ({ ledger, now }: Turn) =>
  (at: Instant): string => {
    const where = zone(ledger.context.zoneAt(now)) ?? zone('UTC')
    return where === undefined ? '' : dayAndClock(where, at)
  }
