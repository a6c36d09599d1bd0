import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { MessageRow } from '../outbox/queue-messages.ts'
import type { Tx } from '../store.ts'

export interface WaitingRow extends Pick<
  MessageRow,
  'message' | 'channel' | 'rung' | 'class' | 'template' | 'send_at' | 'valid_until'
> {
  readonly tries: number
  /** Why it goes later than was decided; null: it waits for nothing else. */
  readonly held: string | null
}

const waitingStatement = {
  name: 'waiting-of',
  text: `select message, channel, rung, class, template, send_at, valid_until, tries, held from outbox
          where bucket = $1 and customer = $2 and decision = $3 order by message`,
}

/** A decision's messages that have not left. */
export const waitingOf = (
  tx: Tx,
  { bucket, customer }: CustomerPlace,
  decision: string,
): Promise<readonly WaitingRow[]> => tx.query<WaitingRow>(waitingStatement, [bucket, customer, decision])
