import type { Tx } from '../store.ts'

const wakeStatement = {
  name: 'wake-all-open',
  text: `insert into timer (bucket, subject_kind, subject, wake)
         select distinct bucket, 0::smallint, customer, $2::bigint from promise where bucket = any($1) and state = 'open'
         on conflict (bucket, subject_kind, subject) do update set wake = least(timer.wake, excluded.wake)`,
}

/** A new playbook may plan other moments for promises that are open: each of their customers is looked at again. */
export async function wakeAllOpen(tx: Tx, buckets: readonly number[], now: number): Promise<void> {
  await tx.query(wakeStatement, [buckets, now])
}
