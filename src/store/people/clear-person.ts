import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { Tx } from '../store.ts'

const clearStatement = {
  name: 'clear-person',
  text: `with gone as (update person set personal = null, key_id = null
                        where bucket = $1 and customer = $2 and personal is not null returning 1)
         select count(*) as n from gone`,
}

/** Name, address and ways to reach; zone, language and brand stay, since they name nobody. Answers whether there were any. */
export async function clearPerson(tx: Tx, { bucket, customer }: CustomerPlace): Promise<number> {
  const [row] = await tx.query<{ n: number }>(clearStatement, [bucket, customer])
  return row?.n ?? 0
}
