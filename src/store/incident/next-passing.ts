import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'
import type { PassingRow } from './write-passing.ts'

export interface Passing extends PassingRow {
  readonly n: number
  /** The first bucket whose customers have not been looked at. */
  readonly next: number
}

const nextStatement = {
  name: 'next-passing',
  text: 'select bucket, n, subject, fact, next from passing where bucket = any($1) order by n limit 1',
}

/** The longest waiting one: an incident is passed on before its end is. */
export async function nextPassing(tx: Tx): Promise<Passing | undefined> {
  const [row] = await tx.query<Passing>(nextStatement, [ALL_BUCKETS])
  return row
}
