import type { Tx } from '../store.ts'

const wakeStatement = {
  name: 'wake-all-heard',
  text: `insert into timer (bucket, subject_kind, subject, wake)
         select distinct bucket, subject_kind, subject, $2::bigint from fact
          where bucket = any($1) and subject_kind = 0 and heard >= $3 and time >= $4
         on conflict (bucket, subject_kind, subject) do update set wake = least(timer.wake, excluded.wake)`,
}

export interface HeardOf {
  readonly buckets: readonly number[]
  /** When they are to be looked at. */
  readonly wake: number
  readonly heardSince: number
  readonly trueSince: number
}

/** Customers of whom something was heard since then that is true since then: each is looked at again. */
export async function wakeAllHeard(tx: Tx, { buckets, wake, heardSince, trueSince }: HeardOf): Promise<void> {
  await tx.query(wakeStatement, [buckets, wake, heardSince, trueSince])
}
