import { withRows, type Tx } from '../store.ts'
import type { CustomerPlace } from '../ledger/decisions-of.ts'

const aliasStatement = {
  name: 'alias-of',
  text: `select a.customer, a.alias from json_to_recordset($1) as r(bucket smallint, customer uuid)
           join alias a on a.bucket = r.bucket and a.customer = r.customer`,
}

/** The keys under which these customers were first heard of; one nobody has heard of has none. */
export async function aliasesOf(tx: Tx, customers: readonly CustomerPlace[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ customer: string; alias: string }>(aliasStatement, withRows(customers))
  return new Map(rows.map(({ customer, alias }) => [customer, alias]))
}
