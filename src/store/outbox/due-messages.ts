import type { Tx } from '../store.ts'
import type { MessageRow } from './queue-messages.ts'

export interface DueMessage extends MessageRow {
  readonly tries: number
  /** How the version it speaks of stands now; null when there is none any more. */
  readonly stands: string | null
}

const dueStatement = {
  name: 'due-messages',
  text: `with latest as (select distinct on (scope) scope, state from sending_state
                          where state in ('paused', 'resumed') order by scope, n desc),
              paused as (select scope from latest where state = 'paused')
         select o.bucket, o.message, o.subject_kind, o.customer, o.about, o.decision, o.rung, o.channel, o.brand, o.playbook, o.moment, o.class, o.promise,
                o.version, o.needs, o.heads_up, o.tell_by, o.send_at, o.valid_until, o.template, o.look, o.tries,
                (select p.state from promise p
                  where p.bucket = o.bucket and p.customer = o.customer and p.id = o.promise and p.version = o.version) as stands
           from outbox o
          where o.bucket = any($1) and o.send_at <= $2 and o.taken is null and o.channel = $4
            and not exists (select from paused where scope in ('all', 'brand:' || o.brand, 'playbook:' || o.playbook,
                                                               'channel:' || o.channel, 'moment:' || o.moment))
          order by o.send_at limit $3 for update of o skip locked`,
}

export interface DueMessages {
  readonly buckets: readonly number[]
  readonly now: number
  readonly limit: number
  readonly channel: string
}

/**
 * Messages whose time has come and which nobody has paused, locked until the transaction ends; one that another takes is
 * skipped. What is paused is read here and nowhere else, so a pause acts on the very next message in every process.
 */
export const dueMessages = (tx: Tx, { buckets, now, limit, channel }: DueMessages): Promise<readonly DueMessage[]> =>
  tx.query<DueMessage>(dueStatement, [buckets, now, limit, channel])
