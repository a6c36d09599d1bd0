import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'
import type { StoredCase } from './stored-case.ts'

const byIdStatement = {
  name: 'case-by-id',
  text: `select bucket, id, customer, kind, about, opened, due, says, assignee, closed, disposition, notes from "case"
          where bucket = any($1) and id = $2 for update`,
}

/** Locked until the transaction ends, so that two people never write over each other. */
export async function caseById(tx: Tx, id: string): Promise<StoredCase | undefined> {
  const [row] = await tx.query<StoredCase>(byIdStatement, [ALL_BUCKETS, id])
  return row
}
