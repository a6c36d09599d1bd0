import { ALL_BUCKETS } from '../bucket.ts'
import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { Tx } from '../store.ts'

const asHeardStatement = {
  name: 'addresses-as-heard',
  text: `select distinct bucket, customer from address where bucket = any($1) and not kept limit $2`,
}

/** Customers with addresses that were hashed as they were heard, before there was one form of them (migration 0009). */
export const addressesAsHeard = (tx: Tx, limit: number): Promise<readonly CustomerPlace[]> =>
  tx.query<CustomerPlace>(asHeardStatement, [ALL_BUCKETS, limit])
