import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'

const removeStatement = {
  name: 'remove-messages',
  text: `delete from outbox o using (select unnest($1::smallint[]) as bucket, unnest($2::text[]) as message) r
          where o.bucket = r.bucket and o.message = r.message`,
}

/** They wait no more; their attempts say how they ended. */
export async function removeMessages(
  tx: Tx,
  rows: readonly { readonly bucket: number; readonly message: string }[],
): Promise<void> {
  await tx.query(removeStatement, withColumns(removeStatement, rows))
}
