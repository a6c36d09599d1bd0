import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

export interface WaitingOnChannel {
  readonly channel: string
  readonly waiting: number
  readonly leaving: number
  readonly next: number
  /** Why the next of those that are held goes later than was decided; null: none is. */
  readonly held: string | null
}

const waitingStatement = {
  name: 'waiting-by-channel',
  text: `select channel, count(*) filter (where taken is null) as waiting, count(*) filter (where taken is not null) as leaving,
                min(send_at) as next,
                (array_agg(held order by send_at) filter (where held is not null))[1] as held
           from outbox where bucket = any($1) group by channel order by channel`,
}

/** How many messages wait on each channel, and when the next one may leave. */
export const waitingByChannel = (tx: Tx): Promise<readonly WaitingOnChannel[]> =>
  tx.query<WaitingOnChannel>(waitingStatement, [ALL_BUCKETS])
