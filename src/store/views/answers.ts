import type { Tx } from '../store.ts'

const answersStatement = { name: 'answers', text: 'select 1 as one' }

/** Rejects when the database is away. */
export async function answers(tx: Tx): Promise<void> {
  await tx.query(answersStatement)
}
