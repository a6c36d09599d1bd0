import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

const markStatement = {
  name: 'stopped-mark',
  text: `select count(*) || ' ' || coalesce(max(since), 0) as mark from stopped_address where bucket = any($1)`,
}

/** Differs when the list of stopped addresses does. */
export async function stoppedMark(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ mark: string }>(markStatement, [ALL_BUCKETS])
  return row?.mark ?? ''
}
