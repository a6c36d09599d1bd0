import type { CustomerPlace } from '../ledger/decisions-of.ts'
import { withRows, type Tx } from '../store.ts'

/** A message that has left, or may have, as a reply may be about it. */
export interface SentMessage {
  readonly customer: string
  readonly message: string
  readonly providerId: string | null
  /** When it left. */
  readonly at: number
  readonly decision: string
  readonly promise: string | null
  readonly template: string
  readonly ask: readonly string[]
  /** The first fact it was decided for: source and id. */
  readonly cause: string | null
}

const sentStatement = {
  name: 'messages-to',
  text: `select a.customer, a.message, a.provider_id as "providerId", a.began as at, d.id as decision, d.promise,
                d.action->>'template' as template, coalesce(d.action->'ask', '[]') as ask, d.because->'facts'->>0 as cause
           from json_to_recordset($1) as r(bucket smallint, customer uuid)
           join attempt a on a.bucket = r.bucket and a.customer = r.customer
           join decision d on d.bucket = a.bucket and d.customer = a.customer and d.id = split_part(a.message, '-', 1)
          where a.channel = any($2) and a.state in ('sending', 'accepted', 'delivered', 'unknown') and d.action->>'do' = 'say'
          order by d.at desc, d.n desc, a.began desc, a.n desc limit $3`,
}

export interface MessagesTo {
  readonly customers: readonly CustomerPlace[]
  /** By name. */
  readonly channels: readonly string[]
  readonly limit: number
}

/**
 * What was said to these customers over these channels, the latest decision first; what failed was not said, what is on its way may
 * be answered before we know that it was taken.
 */
export const messagesTo = (tx: Tx, { customers, channels, limit }: MessagesTo): Promise<readonly SentMessage[]> =>
  tx.query<SentMessage>(sentStatement, [...withRows(customers), channels, limit])
