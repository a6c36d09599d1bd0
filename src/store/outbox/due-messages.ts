import type { Consent } from '../../core/message/consent.ts'
import type { Tx } from '../store.ts'
import type { BrandState } from '../company/sending-states.ts'
import type { PersonColumns } from '../people/persons-of.ts'
import type { MessageRow } from './queue-messages.ts'

export interface DueMessage extends MessageRow {
  readonly tries: number
  /** How the version it speaks of stands now; null when there is none any more. */
  readonly stands: string | null
}

/** With all that is asked before it leaves, so that one statement is enough. */
export interface AskedMessage extends DueMessage, PersonColumns {
  /** The newest word on its brand; null: nobody has spoken of it. */
  readonly brandState: BrandState | null
  /** Of a trial: aliases. */
  readonly recipients: readonly string[] | null
  /** All they ever said of messages; null: nothing. */
  readonly consents: readonly Consent[] | null
  /** What left for them within seven days and counts towards the caps, the latest first; null: nothing. */
  readonly lately: readonly (readonly [began: number, counts: 'service' | 'marketing'])[] | null
  /** Why it was put back before; null: it was not. */
  readonly held: string | null
}

const dueStatement = {
  name: 'due-messages',
  text: `with latest as (select distinct on (scope) scope, state from sending_state
                          where state in ('paused', 'resumed') order by scope, n desc),
              paused as (select scope from latest where state = 'paused')
         select o.bucket, o.message, o.subject_kind, o.customer, o.about, o.decision, o.rung, o.channel, o.brand, o.playbook, o.moment, o.class, o.promise,
                o.version, o.needs, o.heads_up, o.tell_by, o.send_at, o.valid_until, o.template, o.look, o.tries, o.held,
                (select p.state from promise p
                  where p.bucket = o.bucket and p.customer = o.customer and p.id = o.promise and p.version = o.version) as stands,
                b.state as "brandState", b.recipients, w.zone, w.language, w.prefers, w.personal, k.seed,
                (select json_agg(json_build_object('channel', c.channel, 'class', c.class, 'about', c.about, 'at', c.valid_from, 'given', c.given))
                   from consent c where c.bucket = o.bucket and c.customer = o.customer) as consents,
                (select json_agg(json_build_array(a.began, a.counts) order by a.began desc) from attempt a
                  where a.bucket = o.bucket and a.customer = o.customer and a.began > $2::bigint - 604800000 and a.counts is not null
                    and a.state in ('sending', 'accepted', 'delivered', 'unknown')) as lately
           from outbox o
           left join lateral (select s.state, s.recipients from sending_state s
                               where s.scope = 'brand:' || o.brand and s.state not in ('paused', 'resumed')
                               order by s.n desc limit 1) b on true
           left join person w on w.bucket = o.bucket and w.customer = o.customer
           left join person_key k on k.bucket = w.bucket and k.customer = w.customer and k.key_id = w.key_id
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
export const dueMessages = (tx: Tx, { buckets, now, limit, channel }: DueMessages): Promise<readonly AskedMessage[]> =>
  tx.query<AskedMessage>(dueStatement, [buckets, now, limit, channel])
