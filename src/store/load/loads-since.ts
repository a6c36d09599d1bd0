import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

/** The kind of log that silo.load facts have to themselves within their silo. */
export const LOAD_LOG = 3

export interface LoggedLoad {
  readonly hour: number
  readonly data: Readonly<Record<string, unknown>>
}

const sinceStatement = {
  name: 'loads-since',
  text: `select heard as hour, data from fact where bucket = any($1) and subject_kind = $2 and heard >= $3 order by heard`,
}

/** What silo.load facts said from this hour on, hour by hour. */
export const loadsSince = (tx: Tx, hour: number): Promise<readonly LoggedLoad[]> =>
  tx.query<LoggedLoad>(sinceStatement, [ALL_BUCKETS, LOAD_LOG, hour])
