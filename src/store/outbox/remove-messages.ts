import { withRows, type Tx } from '../store.ts'

const removeStatement = {
  name: 'remove-messages',
  text: `delete from outbox o using json_to_recordset($1) as r(bucket smallint, message text)
          where o.bucket = r.bucket and o.message = r.message`,
}

/** They wait no more; their attempts say how they ended. */
export async function removeMessages(
  tx: Tx,
  rows: readonly { readonly bucket: number; readonly message: string }[],
): Promise<void> {
  await tx.query(removeStatement, withRows(rows))
}
