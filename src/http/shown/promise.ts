import { parseInstant } from '../../core/time/instant.ts'
import type { ListedPromise } from '../../store/views/promise-page.ts'
import type { StatedForecast } from '../../store/ledger/write-forecasts.ts'
import type { ForecastView, PromiseView } from '../../wire/promise-view.ts'
import { when, whenOrNull } from './instant.ts'

/** The database keeps states and tellings as text; the engine writes no others. */
export function shownPromise(row: ListedPromise): PromiseView {
  const { customer, alias, id, version, kind, key, owner, to, counted, state, cause, told, playbook_version } = row
  return {
    customer,
    alias,
    id,
    version,
    kind,
    key,
    owner,
    to,
    counted,
    state: state as PromiseView['state'],
    made: when(row.made),
    due_from: whenOrNull(row.due_from),
    due_to: whenOrNull(row.due_to),
    tell_by: whenOrNull(row.tell_by),
    settled: whenOrNull(row.settled),
    cured_at: whenOrNull(row.cured_at),
    without_work: row.without_work,
    cause,
    told: told as PromiseView['told'],
    playbook_version,
    evidence: row.evidence.map(shownEvidence),
    forecast: row.state === 'open' && row.forecast !== null ? shownForecast(row.forecast) : null,
  }
}

export function shownForecast({ level, probability, expected, reason, model, at }: StatedForecast): ForecastView {
  return {
    level: (level ?? null) as ForecastView['level'],
    probability: probability ?? null,
    expected: whenOrNull(expected),
    reason,
    model,
    at: when(at),
  }
}

function shownEvidence(evidence: object): PromiseView['evidence'][number] {
  const { fact, time, as } = evidence as { readonly fact: string; readonly time: number | string; readonly as: string }
  return { fact, time: when(typeof time === 'number' ? time : (parseInstant(time) ?? 0)), as }
}
