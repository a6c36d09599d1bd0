import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

const erasedStatement = {
  name: 'erased-since',
  text: 'select customer, at from erased where bucket = any($1) and at > $2 order by at',
}

export interface Erased {
  readonly customers: readonly string[]
  /** Of the last of them; ask from here the next time. */
  readonly upTo: number
}

/** Whose key was deleted after this instant. */
export async function erasedSince(tx: Tx, since: number): Promise<Erased> {
  const rows = await tx.query<{ customer: string; at: number }>(erasedStatement, [ALL_BUCKETS, since])
  return { customers: rows.map(({ customer }) => customer), upTo: rows.at(-1)?.at ?? since }
}
