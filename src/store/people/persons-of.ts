import type { CustomerPlace } from '../ledger/decisions-of.ts'
import { withRows, type Tx } from '../store.ts'

/** How a customer is reached and addressed. */
export interface PersonColumns {
  readonly zone: string | null
  readonly language: string | null
  readonly prefers: string | null
  readonly personal: Buffer | null
  /** null: nothing is personal, or its key was deleted and the customer erased. */
  readonly seed: Buffer | null
}

export interface StoredPerson extends PersonColumns {
  readonly customer: string
  readonly brand: string | null
  /** Coarse: a district. */
  readonly area: string | null
}

const personsStatement = {
  name: 'persons-of',
  text: `select p.customer, p.zone, p.language, p.area, p.brand, p.prefers, p.personal, k.seed
           from json_to_recordset($1) as r(bucket smallint, customer uuid)
           join person p on p.bucket = r.bucket and p.customer = r.customer
           left join person_key k on k.bucket = p.bucket and k.customer = p.customer and k.key_id = p.key_id`,
}

/** How these customers are reached and addressed. */
export const personsOf = (tx: Tx, customers: readonly CustomerPlace[]): Promise<readonly StoredPerson[]> =>
  tx.query<StoredPerson>(personsStatement, withRows(customers))
