import type { Tx } from '../store.ts'
import { JEOPARDY, type ModelVersion } from './write-model-version.ts'

const sinceStatement = {
  name: 'models-since',
  text: `select model, version, valid_from, content::text as content, reason, by from model_version
          where model = $2
            and valid_from >= (select coalesce(max(valid_from), 0) from model_version where model = $2 and valid_from <= $1)
          order by valid_from`,
}

/** The model of promises that was in force at this instant, and all since, in their order; with their files. */
export const modelsSince = (tx: Tx, since: number): Promise<readonly ModelVersion[]> =>
  tx.query<ModelVersion>(sinceStatement, [since, JEOPARDY])
