import { ALL_BUCKETS } from '../bucket.ts'
import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { Tx } from '../store.ts'

const writeStatement = {
  name: 'write-erased',
  text: `insert into erased (bucket, customer, at, by)
         values ($1, $2, (select greatest($3, coalesce(max(at), 0) + 1) from erased where bucket = any($5)), $4)
         on conflict (bucket, customer) do update set at = excluded.at, by = excluded.by`,
}

export interface Erasing {
  readonly now: number
  readonly by: string
}

/**
 * Later than every erasure before it, so that whoever asks for those since the last one they know misses none. Only with
 * the lock of `writeAudit` held: two at once could commit in the other order.
 */
export async function writeErased(tx: Tx, { bucket, customer }: CustomerPlace, { now, by }: Erasing): Promise<void> {
  await tx.query(writeStatement, [bucket, customer, now, by, ALL_BUCKETS])
}
