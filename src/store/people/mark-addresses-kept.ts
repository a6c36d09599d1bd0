import type { CustomerPlace } from '../ledger/decisions-of.ts'
import { withRows, type Tx } from '../store.ts'

const markStatement = {
  name: 'mark-addresses-kept',
  text: `update address a set kept = true from json_to_recordset($1) as r(bucket smallint, customer uuid)
          where a.bucket = r.bucket and a.customer = r.customer and not a.kept`,
}

/** What is on their cards has been hashed anew; an address that is on no card any more stays as it was. */
export async function markAddressesKept(tx: Tx, customers: readonly CustomerPlace[]): Promise<void> {
  await tx.query(markStatement, withRows(customers))
}
