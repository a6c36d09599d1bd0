import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

const MOST_COUNTED = 100_000

const countStatement = {
  name: 'fact-count',
  text: `select count(*) as n from (select from fact where bucket = any($1) limit ${MOST_COUNTED + 1}) as counted`,
}

const aboutStatement = {
  name: 'fact-count-about',
  text: `select coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint as n
           from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'fact'::regclass`,
}

/** Counted up to 100,000 (20 ms); beyond that as the database last estimated. */
export async function factCount(tx: Tx): Promise<{ readonly count: number; readonly exact: boolean }> {
  const [counted] = await tx.query<{ n: number }>(countStatement, [ALL_BUCKETS])
  const count = counted?.n ?? 0
  if (count <= MOST_COUNTED) return { count, exact: true }
  const [about] = await tx.query<{ n: number }>(aboutStatement)
  return { count: Math.max(count, about?.n ?? 0), exact: false }
}
