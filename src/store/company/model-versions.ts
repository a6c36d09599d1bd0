import type { Tx } from '../store.ts'
import { JEOPARDY, type ModelVersion } from './write-model-version.ts'

export type ListedModel = Omit<ModelVersion, 'content'>

const listStatement = {
  name: 'model-versions',
  text: 'select model, version, valid_from, reason, by from model_version where model = $2 order by valid_from desc limit $1',
}

/** Of one series the newest first: that one is in force. */
export const modelVersions = (tx: Tx, limit: number, series: string = JEOPARDY): Promise<readonly ListedModel[]> =>
  tx.query<ListedModel>(listStatement, [limit, series])
