import type { Tx } from '../store.ts'
import type { DueMessage } from './due-messages.ts'

export interface Hanging extends DueMessage {
  /** An attempt was open: it may have left. */
  readonly opened: boolean
}

const hangingStatement = {
  name: 'left-hanging',
  text: `select o.bucket, o.message, o.subject_kind, o.customer, o.about, o.decision, o.rung, o.channel, o.brand, o.playbook, o.moment, o.class, o.promise,
                o.version, o.needs, o.heads_up, o.tell_by, o.send_at, o.valid_until, o.template, o.look, o.tries, null as stands,
                exists (select from attempt a where a.bucket = o.bucket and a.message = o.message and a.n = o.tries
                                                and a.state = 'sending') as opened
           from outbox o where o.bucket = any($1) and o.taken is not null and o.taken <> $2`,
}

/** Messages that a process took and did not bring to an end before it died. */
export const leftHanging = (tx: Tx, buckets: readonly number[], epoch: number): Promise<readonly Hanging[]> =>
  tx.query<Hanging>(hangingStatement, [buckets, epoch])
