import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

/** What there is to know of how breaks were told. */
export interface ToldFigure {
  /** Broken promises with a due, to customers. */
  readonly broken: number
  readonly silent: number
  readonly late: number
  readonly inTime: number
  /** Milliseconds between a broken promise's first heads-up and its due.to. null: no heads-up has left. */
  readonly lead_median: number | null
  /** One in ten had no more than this. */
  readonly lead_p10: number | null
  readonly kept: number
  /** Kept promises about which a heads-up had left. */
  readonly false_alarms: number
}

const toldStatement = {
  name: 'told-figure',
  text: `with lost as (select bucket, subject, data->>'message' as message from fact
                        where bucket = any($1) and subject_kind = 0 and type in ('message.failed', 'message.delivered')
                        group by 1, 2, 3 having bool_and(type = 'message.failed')),
              told as (select f.bucket, f.subject as customer, f.data->>'promise' as id, (f.data->>'version')::integer as version, min(f.time) as at
                         from fact f left join lost l on l.bucket = f.bucket and l.subject = f.subject and l.message = f.data->>'message'
                        where f.bucket = any($1) and f.subject_kind = 0 and f.type = 'message.accepted' and f.data->>'heads_up' = 'true'
                          and l.message is null
                        group by 1, 2, 3, 4),
              counted as (select p.state, p.told, p.due_to, t.at from promise p
                            left join told t on t.bucket = p.bucket and t.customer = p.customer and t.id = p.id and t.version = p.version
                           where p.bucket = any($1) and p.counted and p.due_to is not null and p.state in ('broken', 'kept'))
         select count(*) filter (where state = 'broken') as broken,
                count(*) filter (where state = 'broken' and told = 'silent') as silent,
                count(*) filter (where state = 'broken' and told = 'told-late') as late,
                count(*) filter (where state = 'broken' and told = 'told-in-time') as "inTime",
                percentile_cont(0.5) within group (order by due_to - at) filter (where state = 'broken' and at is not null) as lead_median,
                percentile_cont(0.1) within group (order by due_to - at) filter (where state = 'broken' and at is not null) as lead_p10,
                count(*) filter (where state = 'kept') as kept,
                count(*) filter (where state = 'kept' and at is not null) as false_alarms
           from counted`,
}

const NONE: ToldFigure = {
  broken: 0,
  silent: 0,
  late: 0,
  inTime: 0,
  lead_median: null,
  lead_p10: null,
  kept: 0,
  false_alarms: 0,
}

/** Over the whole ledger. It reads every fact once: for a page somebody opens, not for a gauge that is read each second. */
export async function toldFigure(tx: Tx): Promise<ToldFigure> {
  const [row] = await tx.query<ToldFigure>(toldStatement, [ALL_BUCKETS])
  return row ?? NONE
}
