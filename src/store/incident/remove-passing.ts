import type { Tx } from '../store.ts'
import type { Passing } from './next-passing.ts'

const removeStatement = { name: 'remove-passing', text: 'delete from passing where bucket = $1 and n = $2' }

/** Every bucket has been looked at. */
export async function removePassing(tx: Tx, { bucket, n }: Pick<Passing, 'bucket' | 'n'>): Promise<void> {
  await tx.query(removeStatement, [bucket, n])
}
