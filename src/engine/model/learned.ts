import { forecasterOf } from '../../forecast/model/forecaster.ts'
import { modelName } from '../../forecast/model/model.ts'
import { readModel } from '../../forecast/model/read.ts'
import type { ReadModel } from './read-model.ts'

/** Reads what `troth learn` has written. */
export const readLearned: ReadModel = (text, file, sha256) => {
  const read = readModel(text, file)
  if ('problems' in read) return read
  const version = modelName(read.model, sha256)
  return { version, forecaster: (loads) => forecasterOf(read.model, loads, version) }
}
