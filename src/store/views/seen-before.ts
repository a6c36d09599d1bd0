import type { SeenRow } from '../log/mark-seen.ts'
import { withRows, type Tx } from '../store.ts'

const seenStatement = {
  name: 'seen-before',
  text: `select s.ref, s.content from json_to_recordset($1) as r(bucket smallint, ref uuid)
           join seen s on s.bucket = r.bucket and s.ref = r.ref`,
}

/** Of these facts, those on record and what they said. Marks nothing, unlike markSeen. */
export async function seenBefore(tx: Tx, rows: readonly SeenRow[]): Promise<Map<string, number>> {
  const seen = await tx.query<{ ref: string; content: number }>(seenStatement, withRows(rows))
  return new Map(seen.map(({ ref, content }) => [ref, content]))
}
