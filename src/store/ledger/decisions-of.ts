import { withRows, type Tx } from '../store.ts'
import type { DecisionRow } from './write-decisions.ts'

export interface CustomerPlace {
  readonly bucket: number
  readonly customer: string
}

const decisionsOfStatement = {
  name: 'decisions-of',
  text: `select d.bucket, d.customer, d.anchor, d.moment, d.occurrence, d.n, d.id, d.outcome, d.at, d.eligible_at, d.promise, d.version,
                d.expected, d.action, d.because, d.playbook_version, d.model_version, d.arm, d.propensity
           from json_to_recordset($1) as r(bucket smallint, customer uuid)
           join decision d on d.bucket = r.bucket and d.customer = r.customer
          order by d.customer, d.n`,
}

/** All decisions about these customers, each customer's in the order they were made. */
export const decisionsOf = (tx: Tx, customers: readonly CustomerPlace[]): Promise<readonly DecisionRow[]> =>
  tx.query<DecisionRow>(decisionsOfStatement, withRows(customers))
