import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

const claimStatement = {
  name: 'claim-buckets',
  text: `insert into lease (bucket, holder, epoch, until)
         select bucket, $2, 1, $3 from unnest($1::smallint[]) as bucket
         on conflict (bucket) do update set holder = excluded.holder, epoch = lease.epoch + 1, until = excluded.until
         returning epoch`,
}

export interface Claim {
  readonly holder: string
  readonly until: number
}

/** Takes every bucket and answers the new epoch; whoever held them before is fenced off from the next commit on. */
export async function claimBuckets(tx: Tx, { holder, until }: Claim): Promise<number> {
  const rows = await tx.query<{ epoch: number }>(claimStatement, [ALL_BUCKETS, holder, until])
  return Math.max(...rows.map(({ epoch }) => epoch))
}
