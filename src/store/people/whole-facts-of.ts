import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { WholeFact } from '../log/fact-columns.ts'
import { withRows, type Tx } from '../store.ts'

/** One of a customer's. */
export interface CustomersFact extends WholeFact {
  readonly customer: string
}

const factsStatement = {
  name: 'whole-facts-of',
  text: `select f.subject as customer, f.seq, f.heard, f.type, f.time, f.known, f.history, f.origin, f.source, f.id, f.about, f.sequence,
                f.data, f.personal, k.seed
           from json_to_recordset($1) as r(bucket smallint, customer uuid)
           join fact f on f.bucket = r.bucket and f.subject_kind = 0 and f.subject = r.customer
           left join person_key k on k.bucket = f.bucket and k.customer = f.subject and k.key_id = f.key_id
          order by f.subject, f.seq`,
}

/** All that was heard of these customers, in the order it was heard. */
export const wholeFactsOf = (tx: Tx, customers: readonly CustomerPlace[]): Promise<readonly CustomersFact[]> =>
  tx.query<CustomersFact>(factsStatement, withRows(customers))
