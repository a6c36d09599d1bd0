import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'

export interface TakenMessage {
  readonly bucket: number
  readonly message: string
  /** false: it will not be sent, so no attempt is opened. */
  readonly sends: boolean
  /** Towards the caps, as what; null: it does not count. */
  readonly counts: 'service' | 'marketing' | null
}

const takeStatement = {
  name: 'take-messages',
  text: `with given as (select unnest($1::smallint[]) as bucket, unnest($2::text[]) as message, unnest($3::boolean[]) as sends,
                              unnest($4::text[]) as counts),
              taken as (update outbox o set taken = $5, tries = o.tries + case when g.sends then 1 else 0 end
                          from given g where o.bucket = g.bucket and o.message = g.message
                     returning o.bucket, o.message, o.tries, o.customer, o.channel, o.needs, g.sends, g.counts)
         insert into attempt (bucket, message, n, customer, channel, state, began, needs, counts)
         select bucket, message, tries, customer, channel, 'sending', $6, needs, counts from taken where sends`,
}

/** Before anything leaves: whoever finds an attempt that never ended knows that the message may have left. */
export async function takeMessages(
  tx: Tx,
  rows: readonly TakenMessage[],
  { epoch, now }: { epoch: number; now: number },
): Promise<void> {
  await tx.query(takeStatement, [...withColumns(takeStatement, rows), epoch, now])
}
