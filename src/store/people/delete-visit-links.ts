import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { Tx } from '../store.ts'

const deleteStatement = {
  name: 'delete-visit-links',
  text: `with gone as (delete from visit_link where bucket = $1 and customer = $2 returning 1) select count(*) as n from gone`,
}

/** What was sent to this customer leads nowhere any more; answers how many links they were. */
export async function deleteVisitLinks(tx: Tx, { bucket, customer }: CustomerPlace): Promise<number> {
  const [row] = await tx.query<{ n: number }>(deleteStatement, [bucket, customer])
  return row?.n ?? 0
}
