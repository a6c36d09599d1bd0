import { withRows, type Tx } from '../store.ts'
import type { PromiseRow } from './write-promises.ts'

export type PromiseName = Pick<PromiseRow, 'bucket' | 'customer' | 'id' | 'version'>

const removeStatement = {
  name: 'remove-promises',
  text: `delete from promise p using json_to_recordset($1) as r(bucket smallint, customer uuid, id text, version integer)
          where p.bucket = r.bucket and p.customer = r.customer and p.id = r.id and p.version = r.version`,
}

/** Versions that late evidence has undone; the log still says that they stood once. */
export async function removePromises(tx: Tx, rows: readonly PromiseName[]): Promise<void> {
  await tx.query(removeStatement, withRows(rows))
}
