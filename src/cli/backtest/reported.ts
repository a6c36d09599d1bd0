import { againstOf } from '../../analysis/backtest/against.ts'
import { besideOf } from '../../analysis/backtest/beside.ts'
import { atBirthOf, handOversOf, headsUpsOf } from '../../analysis/backtest/figures.ts'
import type { Period } from '../../analysis/backtest/period.ts'
import type { BacktestReport } from '../../analysis/backtest/report.ts'
import { samplesOf } from '../../analysis/backtest/samples.ts'
import { tellingOf } from '../../analysis/backtest/telling.ts'
import type { Past } from '../past.ts'
import { localTime } from '../times.ts'
import type { Knowing, Passed } from './passes.ts'

const NO_MODEL = 'no model was given: nothing was forecast but what silos said themselves (see --model)'

export interface Reporting {
  readonly past: Past
  readonly period: Period
  readonly knowing: Knowing | null
  /** As they were typed. */
  readonly path: string
  readonly playbook: string
  readonly against: string | undefined
}

export function reportOf(passed: Passed, reporting: Reporting): BacktestReport {
  const { judged, telling, against, samples } = passed
  const { knowing } = reporting
  return {
    headsUps: judged === null ? null : headsUpsOf(judged),
    why: judged === null ? NO_MODEL : null,
    beside: judged === null || knowing === null ? null : besideOf(judged, knowing.table),
    atBirth: judged === null ? null : atBirthOf(judged),
    handOvers: judged === null ? null : handOversOf(judged),
    telling: tellingOf(telling),
    against: against === null ? null : againstOf(against, reporting.against ?? ''),
    samples: samplesOf(samples),
    of: whatWasRun(passed, reporting),
  }
}

function whatWasRun({ facts }: Passed, { past, period, knowing, path, playbook }: Reporting): BacktestReport['of'] {
  return {
    file: path.split('/').at(-1) ?? path,
    playbook,
    model: knowing?.ours.model ?? null,
    ...period,
    until: past.replay.until,
    zone: past.zone.name,
    facts,
    rejected: past.rejects.count(),
  }
}

/** Why there is nothing to report, with the days there would be. */
export function nothingIn({ made }: Passed, { from, to }: Period, { zone }: Past): string {
  const asked = `No promise to a customer was made from ${localTime(zone, from)} to ${localTime(zone, to)}.`
  if (made.first === Infinity) return `${asked} This file makes none at all with this playbook: see \`troth replay\`.`
  return `${asked} Those of this file were made from ${localTime(zone, made.first)} to ${localTime(zone, made.last)}.`
}
