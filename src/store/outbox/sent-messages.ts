import type { DecisionRow } from '../ledger/write-decisions.ts'
import { withRows, type Tx } from '../store.ts'

/** A message that was handed to a provider, as far as a receipt needs it: it waits in the outbox no more. */
export interface SentMessage {
  readonly bucket: number
  readonly customer: string
  readonly message: string
  /** Its last try. */
  readonly n: number
  readonly channel: string
  readonly state: string
  /** How the version it speaks of had to stand for it to be true; null: it speaks of none. */
  readonly needs: string | null
  readonly decision: DecisionRow
  /** Of all messages of that decision: over which channel. */
  readonly tried: readonly (readonly [message: string, channel: string])[]
}

export interface SentName {
  readonly bucket: number
  readonly customer: string
  readonly message: string
  readonly decision: string
}

// A message is named for its decision and its rung; '.' is what follows '-', so the two bounds are those of one decision.
const sentStatement = {
  name: 'sent-messages',
  text: `select r.bucket, r.customer, r.message, a.n, a.channel, a.state, a.needs, to_json(d) as decision,
                (select json_agg(json_build_array(t.message, t.channel) order by t.message)
                   from (select message, channel from attempt b
                          where b.bucket = r.bucket and b.message >= r.decision || '-' and b.message < r.decision || '.'
                         union
                         select message, channel from outbox o
                          where o.bucket = r.bucket and o.message >= r.decision || '-' and o.message < r.decision || '.') t) as tried
           from json_to_recordset($1) as r(bucket smallint, customer uuid, message text, decision text)
           join lateral (select b.n, b.channel, b.state, b.needs, b.customer from attempt b
                          where b.bucket = r.bucket and b.message = r.message order by b.n desc limit 1) a on a.customer = r.customer
           join decision d on d.bucket = r.bucket and d.customer = r.customer and d.id = r.decision`,
}

/** Those of these messages that were sent, with what decided them and which channels have been tried; another's are left out. */
export const sentMessages = (tx: Tx, names: readonly SentName[]): Promise<readonly SentMessage[]> =>
  tx.query<SentMessage>(sentStatement, withRows(names))
