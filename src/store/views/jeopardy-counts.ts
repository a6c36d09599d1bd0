import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

export interface JeopardyCount {
  readonly level: string
  readonly n: number
}

const countsStatement = {
  name: 'jeopardy-counts',
  text: `select forecast->>'level' as level, count(*) as n from promise
          where bucket = any($1) and state = 'open' and forecast->>'level' in ('low', 'medium', 'high') group by 1 order by 1`,
}

/** How many open versions are in jeopardy, by level. */
export const jeopardyCounts = (tx: Tx): Promise<readonly JeopardyCount[]> =>
  tx.query<JeopardyCount>(countsStatement, [ALL_BUCKETS])
