import { withRows, type Tx } from '../store.ts'
import type { WaitingRelay } from './waiting-relay.ts'

export type RelayName = Omit<WaitingRelay, 'fact'>

const removeStatement = {
  name: 'remove-relay',
  text: `delete from relay t
          using json_to_recordset($1) as r(bucket smallint, subject_kind smallint, subject uuid, n bigint)
          where t.bucket = r.bucket and t.subject_kind = r.subject_kind and t.subject = r.subject and t.n = r.n`,
}

/** In the commit of the turn that heard it. */
export async function removeRelay(tx: Tx, rows: readonly RelayName[]): Promise<void> {
  await tx.query(removeStatement, withRows(rows))
}
