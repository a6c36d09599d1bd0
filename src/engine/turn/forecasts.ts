import type { Fact } from '../../core/fact/fact.ts'
import { formatInstant } from '../../core/time/instant.ts'
import type { Decision } from '../../core/message/decision.ts'
import { isHeadsUp } from '../../playbook/moment.ts'
import { versionAnchor, type JeopardyCrossing } from '../../playbook/turn/turn.ts'
import type { ForecastRow, StatedForecast } from '../../store/ledger/write-forecasts.ts'
import type { Known } from './known.ts'
import type { Wording } from './message-row.ts'
import { ownFact, present, type Stating } from './promise-facts.ts'

/** A level that was crossed, as a fact of the customer's log; `n` is its place there. */
export function jeopardyFact(stating: Stating, crossing: JeopardyCrossing, { n, model }: Placed): Fact {
  const { promise, version, forecast, at } = crossing
  const { level, probability, expected, reason, facts } = forecast
  const said = { level, probability, expected: expected === null ? null : formatInstant(expected), reason }
  const because = facts.length === 0 ? {} : { because: facts }
  const data = present({ promise: promise.id, version: version.n, ...said, model_version: model, ...because })
  return ownFact(stating, {
    type: 'promise.in-jeopardy',
    id: `promise.in-jeopardy:${promise.id}#${version.n}:${n}`,
    time: at,
    data,
  })
}

export interface Placed {
  readonly n: number
  /** The model in force; null: none is. */
  readonly model: string | null
}

/**
 * What is expected now of the versions of which something new was stated: levels crossed, and what customers were told. The
 * message, the promise's view and the customer's all show this.
 */
export function forecastRows(known: Known, { moments }: Pick<Wording, 'moments'>): readonly ForecastRow[] {
  const { bucket, subject: customer, turn } = known
  const model = turn.forecaster?.model ?? null
  const stated = [
    ...turn.jeopardies.map(({ promise, version, forecast, at }) => {
      const { level, probability, expected, reason } = forecast
      return { id: promise.id, version: version.n, forecast: { level, probability, expected, reason, model, at } }
    }),
    ...turn.decisions.flatMap((decision) => toldOf(decision, moments)),
  ].toSorted((a, b) => a.forecast.at - b.forecast.at)
  const rows = new Map<string, ForecastRow>()
  for (const { id, version, forecast } of stated) {
    const anchor = versionAnchor(id, version)
    rows.set(anchor, { bucket, customer, id, version, forecast: { ...rows.get(anchor)?.forecast, ...forecast } })
  }
  return [...rows.values()]
}

interface Told {
  readonly id: string
  readonly version: number
  readonly forecast: StatedForecast
}

/** What a heads-up says is what is expected, whether or not a level was crossed with it. */
function toldOf(decision: Decision, moments: Wording['moments']): readonly Told[] {
  const { promise: id, version, outcome, expected, because, modelVersion: model, at } = decision
  const moment = moments.get(decision.moment)
  if (outcome !== 'said' || id === null || version === null || moment === undefined || !isHeadsUp(moment)) return []
  return [{ id, version, forecast: { expected, reason: because.reason, model, at } }]
}
