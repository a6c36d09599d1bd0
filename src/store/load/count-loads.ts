import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

/** How the promises of one kind that one silo owns stand; the numbers by their names in `silo.load`. */
export interface CountedLoad {
  readonly owner: string
  readonly kind: string
  readonly numbers: Readonly<Record<string, number>>
}

const DAY = 86_400_000

// An outcome enters the figures at its due time, or when it was settled if that was later (analysis and models do the same).
const countStatement = {
  name: 'count-loads',
  text: `with recent as (select owner, kind, state, made, tell_by, settled, greatest(due_to, settled) as ended
                           from promise
                          where bucket = any($1) and (counted or "to" is not null)
                            and (state = 'open' or greatest(due_to, settled) > $3 or made > $2))
         select owner, kind, json_build_object(
                  'opened', count(*) filter (where made > $2 and made <= $4),
                  'open', count(*) filter (where state = 'open'),
                  'kept_7d', count(*) filter (where state = 'kept' and ended > $2 and ended <= $4),
                  'kept_late_7d', count(*) filter (where state = 'kept' and ended > $2 and ended <= $4 and settled > tell_by),
                  'broken_7d', count(*) filter (where state = 'broken' and ended > $2 and ended <= $4),
                  'kept_60d', count(*) filter (where state = 'kept' and ended > $3 and ended <= $4),
                  'kept_late_60d', count(*) filter (where state = 'kept' and ended > $3 and ended <= $4 and settled > tell_by),
                  'broken_60d', count(*) filter (where state = 'broken' and ended > $3 and ended <= $4)) as numbers
           from recent group by owner, kind`,
}

/** All silos and kinds with anything open, or anything settled within 60 days before this hour. */
export const countLoads = (tx: Tx, hour: number): Promise<readonly CountedLoad[]> =>
  tx.query<CountedLoad>(countStatement, [ALL_BUCKETS, hour - 7 * DAY, hour - 60 * DAY, hour])
