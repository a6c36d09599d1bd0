import { addAgainst, startAgainst, type AgainstTally } from '../../analysis/backtest/against.ts'
import { judgeCustomer, startJudged, type Judged } from '../../analysis/backtest/judged.ts'
import type { Period } from '../../analysis/backtest/period.ts'
import { addSamples, startSamples, type Samples } from '../../analysis/backtest/samples.ts'
import { startSightings } from '../../analysis/backtest/sightings.ts'
import type { KindTable } from '../../analysis/backtest/table.ts'
import { addTelling, startTelling, type TellingTally } from '../../analysis/backtest/telling.ts'
import { isCounted } from '../../core/promise/customer-promise.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Forecaster } from '../../forecast/forecaster.ts'
import type { Program } from '../../playbook/program.ts'
import { replayCustomer } from '../../playbook/replay.ts'
import type { Turn } from '../../playbook/turn/turn.ts'
import type { Past } from '../past.ts'
import { replayFile, type ReplayedCustomer } from '../replay-file.ts'

/** What history taught, ready to be asked: a forecaster for each playbook, since each has promises of its own. */
export interface Knowing {
  readonly table: KindTable
  readonly ours: Forecaster
  readonly theirs: Forecaster | null
}

export interface Passing {
  readonly past: Past
  readonly period: Period
  /** The playbook this one is held against. */
  readonly against: Program | null
  /** null: without a model nothing is judged. */
  readonly knowing: Knowing | null
}

/** What the pass over a file has counted. */
export interface Passed {
  readonly facts: number
  readonly judged: Judged | null
  readonly telling: TellingTally
  readonly against: AgainstTally | null
  readonly samples: Samples
  /** The first and the last making of a promise to a customer in the whole file; Infinity: there is none. */
  made: { first: Instant; last: Instant }
}

/** Replays the file and decides; each customer's past is run once for each playbook, and forgotten. */
export async function passDecisions(passing: Passing): Promise<Passed> {
  const { past, period, against, knowing } = passing
  const passed = {
    judged: knowing === null ? null : startJudged(),
    telling: startTelling(),
    against: against === null ? null : startAgainst(),
    samples: startSamples(),
    made: { first: Infinity, last: -Infinity },
  }
  const sightings = knowing === null ? null : startSightings(period, knowing.ours)
  const watching = sightings === null ? {} : { watch: sightings.watch }
  const replay = { ...past.replay, forecaster: knowing?.ours ?? null, ...watching }
  const facts = await replayFile(replay, (replayed) => {
    const { turn } = replayed
    const within = { period, zone: past.zone }
    noteMakings(passed.made, turn)
    if (knowing !== null && sightings !== null && passed.judged !== null)
      judgeCustomer(passed.judged, turn, { period, table: knowing.table, sightings: sightings.seen() })
    addTelling(passed.telling, turn, within)
    addSamples(passed.samples, turn, period)
    if (passed.against !== null)
      addAgainst(passed.against, { ours: turn, theirs: theirTurn(passing, replayed) }, within)
  })
  return { ...passed, facts }
}

function theirTurn({ past, against, knowing }: Passing, { turn, facts }: ReplayedCustomer): Turn {
  if (against === null) return turn
  return replayCustomer({ ...past.replay, program: against, forecaster: knowing?.theirs ?? null }, turn.customer, facts)
}

function noteMakings(made: Passed['made'], turn: Turn): void {
  for (const promise of turn.published.values()) {
    if (!isCounted(promise)) continue
    for (const version of promise.versions) {
      made.first = Math.min(made.first, version.made)
      made.last = Math.max(made.last, version.made)
    }
  }
}
