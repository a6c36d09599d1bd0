import type { Tx } from '../store.ts'

const countStatement = {
  name: 'refused-of-case',
  text: 'select count(*) as n from refused where bucket = $1 and "case" = $2',
}

/** How many refused facts are kept for a case. Lock the case first, so that nobody adds to them meanwhile. */
export async function refusedOfCase(tx: Tx, { bucket, id }: { bucket: number; id: string }): Promise<number> {
  const [row] = await tx.query<{ n: number }>(countStatement, [bucket, id])
  return row?.n ?? 0
}
