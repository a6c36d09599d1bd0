import { ALL_BUCKETS } from '../bucket.ts'
import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { Tx } from '../store.ts'

const atStatement = {
  name: 'customers-at',
  text: 'select bucket, customer from address where bucket = any($1) and hash = $2 order by customer',
}

/** Who may be at this address, or was once: by its keyed hash. They are candidates, nothing more. */
export const customersAt = (tx: Tx, hash: string): Promise<readonly CustomerPlace[]> =>
  tx.query<CustomerPlace>(atStatement, [ALL_BUCKETS, hash])
