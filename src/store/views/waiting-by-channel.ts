import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

export interface WaitingOnChannel {
  readonly channel: string
  readonly waiting: number
  readonly leaving: number
  readonly next: number
}

const waitingStatement = {
  name: 'waiting-by-channel',
  text: `select channel, count(*) filter (where taken is null) as waiting, count(*) filter (where taken is not null) as leaving,
                min(send_at) as next
           from outbox where bucket = any($1) group by channel order by channel`,
}

/** How many messages wait on each channel, and when the next one may leave. */
export const waitingByChannel = (tx: Tx): Promise<readonly WaitingOnChannel[]> =>
  tx.query<WaitingOnChannel>(waitingStatement, [ALL_BUCKETS])
