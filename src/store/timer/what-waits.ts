import type { Tx } from '../store.ts'

// The front of an index each, never more than one row of it: an hour's poll is 3,600 of these.
const waitsStatement = {
  name: 'what-waits',
  text: `select (select wake from timer where bucket = any($1) and wake < $2 order by wake limit 1) is not null as timers,
                array(select c.name from unnest($3::text[]) as c(name)
                       where (select o.send_at from outbox o
                               where o.bucket = any($1) and o.channel = c.name and o.send_at <= $2 and o.taken is null
                               order by o.send_at limit 1) is not null) as channels,
                (select 1 from relay where bucket = any($1) limit 1) is not null as relay,
                (select coalesce(max(valid_from), 0) from playbook_version)
              + (select coalesce(max(valid_from), 0) from model_version) as published,
                (select coalesce(max(at), 0) from erased where bucket = any($1)) as erased`,
}

export interface Asking {
  readonly buckets: readonly number[]
  readonly now: number
  readonly channels: readonly string[]
}

export interface Waits {
  /** Some subject is to be looked at. */
  readonly timers: boolean
  /** Those over which some message is due, paused or not. */
  readonly channels: readonly string[]
  /** What one subject's turn tells another is not heard yet. */
  readonly relay: boolean
  /** Grows whenever a playbook or a model is published (lease/fence.ts). */
  readonly published: number
  /** When a customer was erased last. */
  readonly erased: number
}

/** Whether there is anything to do at all, in one round trip without a transaction; nothing is locked. */
export async function whatWaits(tx: Tx, { buckets, now, channels }: Asking): Promise<Waits> {
  const [row] = await tx.query<Waits>(waitsStatement, [buckets, now, channels])
  return row ?? { timers: false, channels: [], relay: false, published: 0, erased: 0 }
}
