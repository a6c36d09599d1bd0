import type { CustomerPlace } from '../ledger/decisions-of.ts'
import { withRows, type Tx } from '../store.ts'

const repliesStatement = {
  name: 'last-replies',
  text: `select r.customer, max(f.time) as at
           from (select distinct bucket, customer from json_to_recordset($1) as g(bucket smallint, customer uuid)) r
           join fact f on f.bucket = r.bucket and f.subject_kind = 0 and f.subject = r.customer
            and f.heard > $3 and f.type = 'reply.received' and f.time > $3 and f.data->>'channel' = $2
          group by r.customer`,
}

export interface Replying {
  /** Of address, as replies name their channel. */
  readonly kind: string
  readonly since: number
}

/** When each of these customers last answered over a channel of a kind, since an instant; who has not is left out. */
export async function lastReplies(
  tx: Tx,
  places: readonly CustomerPlace[],
  { kind, since }: Replying,
): Promise<ReadonlyMap<string, number>> {
  if (places.length === 0) return new Map()
  const customers = places.map(({ bucket, customer }) => ({ bucket, customer }))
  const rows = await tx.query<{ customer: string; at: number }>(repliesStatement, [...withRows(customers), kind, since])
  return new Map(rows.map(({ customer, at }) => [customer, at]))
}
