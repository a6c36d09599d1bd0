import type { Tx } from '../store.ts'

/** The series of models that say which promises break; another one reads replies. */
export const JEOPARDY = 'jeopardy'

export interface ModelVersion {
  /** Its series: what it is about. The newest version of each counts. */
  readonly model: string
  readonly version: string
  readonly valid_from: number
  /** The file as it was published. */
  readonly content: string
  readonly reason: string
  readonly by: string
}

const writeStatement = {
  name: 'write-model-version',
  text: `insert into model_version (model, version, valid_from, content, reason, by) values ($1, $2, $3, $4, $5, $6)`,
}

/** In force from its `valid_from`; a version is never changed. */
export async function writeModelVersion(tx: Tx, row: ModelVersion): Promise<void> {
  const { model, version, valid_from, content, reason, by } = row
  await tx.query(writeStatement, [model, version, valid_from, content, reason, by])
}
