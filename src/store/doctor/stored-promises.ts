import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { PromiseRow } from '../ledger/write-promises.ts'
import { withRows, type Tx } from '../store.ts'

const promisesStatement = {
  name: 'stored-promises',
  text: `select p.bucket, p.customer, p.id, p.version, p.kind, p.key, p.owner, p."to", p.counted, p.state, p.made, p.due_from, p.due_to,
                p.tell_by, p.settled, p.cured_at, p.without_work, p.cause, p.told, p.playbook_version, p.evidence
           from json_to_recordset($1) as r(bucket smallint, customer uuid)
           join promise p on p.bucket = r.bucket and p.customer = r.customer
          order by p.customer, p.id, p.version`,
}

/** The promises of these customers as the ledger keeps them. */
export const storedPromises = (tx: Tx, customers: readonly CustomerPlace[]): Promise<readonly PromiseRow[]> =>
  tx.query<PromiseRow>(promisesStatement, withRows(customers))
