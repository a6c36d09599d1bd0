import { startKnownPast, type KnownPast } from '../../analysis/backtest/known-past.ts'
import type { Period } from '../../analysis/backtest/period.ts'
import { learnKinds, startTable } from '../../analysis/backtest/table.ts'
import { pastVersionsOf } from '../../analysis/past-versions.ts'
import { parseInstant } from '../../core/time/instant.ts'
import { loadsOf } from '../../forecast/load.ts'
import { forecasterOf } from '../../forecast/model/forecaster.ts'
import { modelName, type Model } from '../../forecast/model/model.ts'
import { readModel } from '../../forecast/model/read.ts'
import type { Program } from '../../playbook/program.ts'
import { replayCustomer } from '../../playbook/replay.ts'
import { openRejects } from '../../silos/file/rejects.ts'
import { EXIT, Stop } from '../exit.ts'
import { textOf } from '../input.ts'
import type { Past } from '../past.ts'
import { sha256 } from '../playbooks.ts'
import { replayFile } from '../replay-file.ts'
import type { Knowing } from './passes.ts'

/** The model of a file, unless it was learned from anything it would be judged by. */
export function loadModel(path: string, { from }: Period): Model {
  const read = readModel(textOf(path), path)
  if ('problems' in read) throw new Stop(EXIT.input, read.problems)
  const before = parseInstant(read.model.learned.before)
  if (before !== undefined && before <= from) return read.model
  const reason = `This model was learned from what was heard before ${read.model.learned.before}, which is after --from: it has seen what it would be judged by.`
  const mend = 'Learn it again with --before no later than --from, or judge later promises.'
  throw new Stop(EXIT.input, [
    { level: 'error', code: 'model-has-seen', place: { file: path, path: 'learned.before' }, reason, mend },
  ])
}

export interface Learning {
  readonly past: Past
  readonly period: Period
  readonly against: Program | null
}

/**
 * The first of two passes: how each silo stood at each hour, and what a table by kind would have known. Loads are made of
 * promises, so each playbook has its own; what is rejected is said by the second pass.
 */
export async function passHistory(model: Model, { past, period, against }: Learning): Promise<Knowing> {
  const table = startTable()
  const ours = startKnownPast()
  const theirs = against === null ? null : startKnownPast()
  const silent = { ...past.replay, rejects: openRejects(), warn: () => undefined }
  await replayFile(silent, ({ turn, facts }) => {
    learnKinds(table, turn, period.from)
    pastVersionsOf(turn).forEach(ours.add)
    if (against === null || theirs === null) return
    pastVersionsOf(replayCustomer({ ...past.replay, program: against }, turn.customer, facts)).forEach(theirs.add)
  })
  const name = modelName(model, sha256)
  const forecasterFor = (known: KnownPast) => forecasterOf(model, loadsOf(known), name)
  return { table, ours: forecasterFor(ours), theirs: theirs === null ? null : forecasterFor(theirs) }
}
