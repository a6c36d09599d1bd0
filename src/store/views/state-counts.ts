import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

export interface StateCount {
  readonly state: string
  readonly n: number
}

const countsStatement = {
  name: 'state-counts',
  text: `select state, count(*) as n from promise where bucket = any($1) group by state order by state`,
}

/** How many versions stand how. */
export const stateCounts = (tx: Tx): Promise<readonly StateCount[]> =>
  tx.query<StateCount>(countsStatement, [ALL_BUCKETS])
