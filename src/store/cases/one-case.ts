import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'
import type { ListedCase } from './case-page.ts'

const oneStatement = {
  name: 'one-case',
  text: `select c.bucket, c.id, c.customer, c.kind, c.about, c.opened, c.due, c.says, c.assignee, c.closed, c.disposition, c.notes,
                (select a.alias from alias a where a.bucket = c.bucket and a.customer = c.customer) as alias
           from "case" c where c.bucket = any($1) and c.id = $2`,
}

/** To look at; nothing is locked (case-by-id.ts locks). */
export async function oneCase(tx: Tx, id: string): Promise<ListedCase | undefined> {
  const [row] = await tx.query<ListedCase>(oneStatement, [ALL_BUCKETS, id])
  return row
}
