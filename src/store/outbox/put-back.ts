import { withRows, type Tx } from '../store.ts'

export interface PutBack {
  readonly bucket: number
  readonly message: string
  /** When to try again. */
  readonly send_at: number
  /** Why it goes later than was decided; null: it was tried, and its attempts say why. */
  readonly held: string | null
}

const putBackStatement = {
  name: 'put-back-messages',
  text: `update outbox o set taken = null, send_at = r.send_at, held = coalesce(r.held, o.held)
           from json_to_recordset($1) as r(bucket smallint, message text, send_at bigint, held text)
          where o.bucket = r.bucket and o.message = r.message`,
}

/** They wait again. */
export async function putBack(tx: Tx, rows: readonly PutBack[]): Promise<void> {
  await tx.query(putBackStatement, withRows(rows))
}
