import { withRows, type Tx } from '../store.ts'

/** A message that waits to leave: a decision on one rung of the ladder. */
export interface MessageRow {
  readonly bucket: number
  readonly message: string
  readonly subject_kind: number
  readonly customer: string
  /** An alias of theirs. */
  readonly about: string
  readonly decision: string
  readonly rung: number
  readonly channel: string
  readonly brand: string
  readonly playbook: string
  readonly moment: string
  readonly class: string
  readonly promise: string | null
  readonly version: number | null
  /** How the version must still stand for it to be true; null: it speaks of none. */
  readonly needs: string | null
  readonly heads_up: boolean
  readonly tell_by: number | null
  readonly send_at: number
  readonly valid_until: number
  readonly template: string
  readonly look: object
}

const queueStatement = {
  name: 'queue-messages',
  text: `insert into outbox (bucket, message, subject_kind, customer, about, decision, rung, channel, brand, playbook, moment, class, promise, version, needs,
                             heads_up, tell_by, send_at, valid_until, template, look)
         select bucket, message, subject_kind, customer, about, decision, rung, channel, brand, playbook, moment, class, promise, version, needs,
                heads_up, tell_by, send_at, valid_until, template, look
           from json_to_recordset($1) as r(bucket smallint, message text, subject_kind smallint, customer uuid, about text, decision text, rung smallint, channel text,
                brand text, playbook text, moment text, class text, promise text, version integer, needs text, heads_up boolean,
                tell_by bigint, send_at bigint, valid_until bigint, template text, look json)`,
}

/** In the transaction of the turn that decided them: both are there, or neither. */
export async function queueMessages(tx: Tx, rows: readonly MessageRow[]): Promise<void> {
  await tx.query(queueStatement, withRows(rows))
}
