import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'

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
         select unnest($1::smallint[]) as bucket, unnest($2::text[]) as message, unnest($3::smallint[]) as subject_kind,
                unnest($4::uuid[]) as customer, unnest($5::text[]) as about, unnest($6::text[]) as decision,
                unnest($7::smallint[]) as rung, unnest($8::text[]) as channel, unnest($9::text[]) as brand,
                unnest($10::text[]) as playbook, unnest($11::text[]) as moment, unnest($12::text[]) as class,
                unnest($13::text[]) as promise, unnest($14::integer[]) as version, unnest($15::text[]) as needs,
                unnest($16::boolean[]) as heads_up, unnest($17::bigint[]) as tell_by, unnest($18::bigint[]) as send_at,
                unnest($19::bigint[]) as valid_until, unnest($20::text[]) as template, unnest($21::json[]) as look`,
}

/** In the transaction of the turn that decided them: both are there, or neither. */
export async function queueMessages(tx: Tx, rows: readonly MessageRow[]): Promise<void> {
  await tx.query(queueStatement, withColumns(queueStatement, rows))
}
