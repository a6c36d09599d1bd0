import type { CustomerPlace } from '../ledger/decisions-of.ts'
import { withRows, type Tx } from '../store.ts'

export interface StoredKey {
  readonly customer: string
  readonly keyId: number
  readonly seed: Buffer
}

const keysStatement = {
  name: 'keys-of',
  text: `select k.customer, k.key_id as "keyId", k.seed
           from json_to_recordset($1) as r(bucket smallint, customer uuid)
           join person_key k on k.bucket = r.bucket and k.customer = r.customer
          order by k.key_id`,
}

/** The keys of these customers that have not been deleted, the newest last. */
export const keysOf = (tx: Tx, customers: readonly CustomerPlace[]): Promise<readonly StoredKey[]> =>
  tx.query<StoredKey>(keysStatement, withRows(customers))
