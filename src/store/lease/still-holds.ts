import type { Tx } from '../store.ts'

const holdsStatement = {
  name: 'still-holds',
  text: `select count(*) = cardinality($1::smallint[]) as holds from lease where bucket = any($1) and holder = $2`,
}

/** The fence: asked once a commit, as its last statement. */
export async function stillHolds(tx: Tx, buckets: readonly number[], holder: string): Promise<boolean> {
  const [row] = await tx.query<{ holds: boolean }>(holdsStatement, [buckets, holder])
  return row?.holds === true
}
