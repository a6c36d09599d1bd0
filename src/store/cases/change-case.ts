import type { Tx } from '../store.ts'
import type { StoredCase } from './stored-case.ts'

const changeStatement = {
  name: 'change-case',
  text: `update "case" set assignee = $3, due = $4, closed = $5, disposition = $6, notes = $7 where bucket = $1 and id = $2`,
}

/** As it stands now; read it with caseById in the same transaction. */
export async function changeCase(tx: Tx, changed: StoredCase): Promise<void> {
  const { bucket, id, assignee, due, closed, disposition, notes } = changed
  await tx.query(changeStatement, [bucket, id, assignee, due, closed, disposition, JSON.stringify(notes)])
}
