import type { Problem } from '../../core/document/problem.ts'
import type { Sha256 } from '../../core/fact/subject.ts'
import type { Forecaster } from '../../forecast/forecaster.ts'
import type { Loads } from '../../forecast/load.ts'

/** A model file that can be asked. */
export interface ReadableModel {
  /** Short, of its content: as decisions name it. */
  readonly version: string
  readonly forecaster: (loads: Loads) => Forecaster
}

/** Reads a model file, or says what is wrong with it and how it is mended; `file` is for the place of a problem. */
export type ReadModel = (
  text: string,
  file: string,
  sha256: Sha256,
) => ReadableModel | { readonly problems: readonly Problem[] }
