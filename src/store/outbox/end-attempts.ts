import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'

export interface AttemptEnd {
  readonly bucket: number
  readonly message: string
  readonly n: number
  readonly customer: string
  readonly channel: string
  readonly state:
    | 'accepted'
    | 'delivered'
    | 'failed'
    | 'later'
    | 'unknown'
    | 'superseded'
    | 'shadow'
    | 'off'
    | 'not-allowed'
  readonly provider_id: string | null
  readonly reason: string | null
  readonly ended: number
}

const endStatement = {
  name: 'end-attempts',
  text: `insert into attempt (bucket, message, n, customer, channel, state, provider_id, reason, began, ended)
         select unnest($1::smallint[]) as bucket, unnest($2::text[]) as message, unnest($3::smallint[]) as n,
                unnest($4::uuid[]) as customer, unnest($5::text[]) as channel, unnest($6::text[]) as state,
                unnest($7::text[]) as provider_id, unnest($8::text[]) as reason, unnest($9::bigint[]) as ended,
                unnest($10::bigint[]) as ended
         on conflict (bucket, message, n) do update set
            state = case when attempt.state in ('delivered', 'failed') then attempt.state else excluded.state end, provider_id = excluded.provider_id, reason = excluded.reason, ended = excluded.ended`,
}

/** How each try went; one that was never sent has had no other row. A receipt that was faster than this stands. */
export async function endAttempts(tx: Tx, rows: readonly AttemptEnd[]): Promise<void> {
  await tx.query(endStatement, withColumns(endStatement, rows))
}
