import type { Sha256 } from '../../core/fact/subject.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Forecaster } from '../../forecast/forecaster.ts'
import type { Loads } from '../../forecast/load.ts'
import { modelsSince } from '../../store/company/models-since.ts'
import type { Tx } from '../../store/store.ts'
import { forecasterInTime } from './in-time.ts'
import type { ReadModel } from './read-model.ts'

export interface ReadingModels {
  readonly readModel: ReadModel
  readonly sha256: Sha256
  readonly loads: Loads
  /** How far back customers may be looked at. */
  readonly since: Instant
}

export interface ModelsInForce {
  /** null: no model is in force. */
  readonly forecaster: Forecaster | null
  /** When the newest was published; 0: none was. */
  readonly published: Instant
}

/**
 * The models in force, each for its time. One that this version of Troth cannot read says nothing: promises are kept
 * without forecasts, and the doctor says why.
 */
export async function modelsInForce(
  tx: Tx,
  { readModel, sha256, loads, since }: ReadingModels,
): Promise<ModelsInForce> {
  const versions = await modelsSince(tx, since)
  const dated = versions.map(({ content, version, valid_from }) => {
    const read = readModel(content, version, sha256)
    return { since: valid_from, forecaster: 'problems' in read ? null : read.forecaster(loads) }
  })
  return { forecaster: forecasterInTime(dated), published: versions.at(-1)?.valid_from ?? 0 }
}
