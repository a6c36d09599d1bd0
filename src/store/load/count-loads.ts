import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

/** How the promises of one kind that one silo owns stand; the numbers by their names in `silo.load`. */
export interface CountedLoad {
  readonly owner: string
  readonly kind: string
  readonly numbers: Readonly<Record<string, number>>
}

const DAY = 86_400_000

// As was known at the hour, whatever is heard meanwhile: loadsOf counts a file's past alike (src/forecast/load.ts).
const countStatement = {
  name: 'count-loads',
  text: `with known as (select owner, kind, heard, settled_heard, outcome, tell_by, greatest(due_to, settled_heard) as ended
                          from promise
                         where bucket = any($1) and heard < $4
                           and (settled_heard is null or settled_heard >= $4 or greatest(due_to, settled_heard) >= $3 or heard >= $2))
         select owner, kind, json_build_object(
                  'opened', count(*) filter (where heard >= $2),
                  'open', count(*) filter (where settled_heard is null or settled_heard >= $4),
                  'kept_7d', count(*) filter (where outcome = 'kept' and ended >= $2 and ended < $4),
                  'kept_late_7d', count(*) filter (where outcome = 'kept' and ended >= $2 and ended < $4 and settled_heard > tell_by),
                  'broken_7d', count(*) filter (where outcome = 'broken' and ended >= $2 and ended < $4),
                  'kept_60d', count(*) filter (where outcome = 'kept' and ended >= $3 and ended < $4),
                  'kept_late_60d', count(*) filter (where outcome = 'kept' and ended >= $3 and ended < $4 and settled_heard > tell_by),
                  'broken_60d', count(*) filter (where outcome = 'broken' and ended >= $3 and ended < $4)) as numbers
           from known group by owner, kind`,
}

/** All silos and kinds with anything open, or anything whose outcome counted within 60 days before this hour. */
export const countLoads = (tx: Tx, hour: number): Promise<readonly CountedLoad[]> =>
  tx.query<CountedLoad>(countStatement, [ALL_BUCKETS, hour - 7 * DAY, hour - 60 * DAY, hour])
