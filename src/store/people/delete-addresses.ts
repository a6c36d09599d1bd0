import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { Tx } from '../store.ts'

const deleteStatement = {
  name: 'delete-addresses',
  text: `with gone as (delete from address where bucket = $1 and customer = $2 returning 1) select count(*) as n from gone`,
}

/** Nobody who writes from one of them is taken for this customer any more; answers how many they were. */
export async function deleteAddresses(tx: Tx, { bucket, customer }: CustomerPlace): Promise<number> {
  const [row] = await tx.query<{ n: number }>(deleteStatement, [bucket, customer])
  return row?.n ?? 0
}
