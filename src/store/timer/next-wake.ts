import type { Tx } from '../store.ts'

const nextStatement = {
  name: 'next-wake',
  text: `select min(wake) as wake from timer where bucket = any($1)`,
}

/** When the next subject is to be looked at; null: nobody waits for anything. */
export async function nextWake(tx: Tx, buckets: readonly number[]): Promise<number | null> {
  const [row] = await tx.query<{ wake: number | null }>(nextStatement, [buckets])
  return row?.wake ?? null
}
