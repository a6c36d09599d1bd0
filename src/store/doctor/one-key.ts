import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

const oneStatement = {
  name: 'one-key',
  text: 'select seed from person_key where bucket = any($1) limit 1',
}

/** Any customer's key, to see whether our secret opens it; null: there is none yet. */
export async function oneKey(tx: Tx): Promise<Buffer | null> {
  const [row] = await tx.query<{ seed: Buffer }>(oneStatement, [ALL_BUCKETS])
  return row?.seed ?? null
}
