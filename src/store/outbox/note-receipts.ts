import { withRows, type Tx } from '../store.ts'

export interface ReceiptRow {
  readonly bucket: number
  readonly message: string
  readonly n: number
  readonly state: 'delivered' | 'failed'
  readonly reason: string | null
}

const noteStatement = {
  name: 'note-receipts',
  text: `update attempt a set state = r.state, reason = coalesce(r.reason, a.reason)
           from json_to_recordset($1) as r(bucket smallint, message text, n smallint, state text, reason text)
          where a.bucket = r.bucket and a.message = r.message and a.n = r.n and a.state <> 'delivered'`,
}

/** What providers said later of what they took; what has arrived has arrived. */
export async function noteReceipts(tx: Tx, rows: readonly ReceiptRow[]): Promise<void> {
  await tx.query(noteStatement, withRows(rows))
}
