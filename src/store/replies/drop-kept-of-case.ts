import type { Tx } from '../store.ts'
import type { CasePlace } from './kept-of-case.ts'

const dropStatement = { name: 'drop-kept-of-case', text: 'delete from refused where bucket = $1 and "case" = $2' }

/** Its customer has it now, under their own key: it must not outlive that. */
export async function dropKeptOfCase(tx: Tx, { bucket, id }: CasePlace): Promise<void> {
  await tx.query(dropStatement, [bucket, id])
}
