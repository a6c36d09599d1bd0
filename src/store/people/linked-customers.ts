import type { CustomerPlace } from '../ledger/decisions-of.ts'
import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

const linkedStatement = {
  name: 'linked-customers',
  text: `select other as customer from link where bucket = $1 and customer = $2 and undone is null
         union
         select customer from link where bucket = any($3) and other = $2 and undone is null`,
}

/** Other ids that mean the same customer, as somebody stated from either side. Looks through all buckets: for rare use. */
export async function linkedCustomers(tx: Tx, { bucket, customer }: CustomerPlace): Promise<readonly string[]> {
  const rows = await tx.query<{ customer: string }>(linkedStatement, [bucket, customer, ALL_BUCKETS])
  return rows.map((row) => row.customer)
}
