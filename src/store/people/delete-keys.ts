import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { Tx } from '../store.ts'

const deleteStatement = {
  name: 'delete-keys',
  text: `with gone as (delete from person_key where bucket = $1 and customer = $2 returning 1) select count(*) as n from gone`,
}

/** Whatever was sealed under them can never be read again, here; answers how many they were. */
export async function deleteKeys(tx: Tx, { bucket, customer }: CustomerPlace): Promise<number> {
  const [row] = await tx.query<{ n: number }>(deleteStatement, [bucket, customer])
  return row?.n ?? 0
}
