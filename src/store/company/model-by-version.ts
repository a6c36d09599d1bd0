import type { Tx } from '../store.ts'
import { JEOPARDY, type ModelVersion } from './write-model-version.ts'

const oneStatement = {
  name: 'model-by-version',
  text: `select model, version, valid_from, content::text as content, reason, by from model_version
          where model = $2 and ($1::text is null or version = $1) order by valid_from desc limit 1`,
}

/** One version of a series with its file, as it was published last; null: the one in force. Undefined when there is none. */
export async function modelByVersion(
  tx: Tx,
  version: string | null,
  series: string = JEOPARDY,
): Promise<ModelVersion | undefined> {
  const [row] = await tx.query<ModelVersion>(oneStatement, [version, series])
  return row
}
