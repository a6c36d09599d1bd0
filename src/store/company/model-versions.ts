import type { Tx } from '../store.ts'
import type { ModelVersion } from './write-model-version.ts'

export type ListedModel = Omit<ModelVersion, 'content'>

const listStatement = {
  name: 'model-versions',
  text: 'select model, version, valid_from, reason, by from model_version order by valid_from desc, model limit $1',
}

/** The newest first: that one is in force. */
export const modelVersions = (tx: Tx, limit: number): Promise<readonly ListedModel[]> =>
  tx.query<ListedModel>(listStatement, [limit])
