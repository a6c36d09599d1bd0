import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { Tx } from '../store.ts'

const dropStatement = {
  name: 'drop-waiting',
  text: `with gone as (delete from outbox where bucket = $1 and customer = $2 and taken is null
                       returning bucket, message, customer, channel, tries),
              ended as (insert into attempt (bucket, message, n, customer, channel, state, reason, began, ended)
                        select bucket, message, tries + 1, customer, channel, 'superseded', 'the customer was erased', $3, $3 from gone)
         select count(*) as n from gone`,
}

/** Nobody is written to who was erased: what waits for them will not leave. What is on its way already is left alone. */
export async function dropWaiting(tx: Tx, { bucket, customer }: CustomerPlace, now: number): Promise<number> {
  const [row] = await tx.query<{ n: number }>(dropStatement, [bucket, customer, now])
  return row?.n ?? 0
}
