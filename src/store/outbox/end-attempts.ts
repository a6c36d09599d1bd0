import { withRows, type Tx } from '../store.ts'

export interface AttemptEnd {
  readonly bucket: number
  readonly message: string
  readonly n: number
  readonly customer: string
  readonly channel: string
  readonly state: 'accepted' | 'failed' | 'later' | 'unknown' | 'superseded' | 'shadow' | 'off'
  readonly provider_id: string | null
  readonly reason: string | null
  readonly ended: number
}

const endStatement = {
  name: 'end-attempts',
  text: `insert into attempt (bucket, message, n, customer, channel, state, provider_id, reason, began, ended)
         select bucket, message, n, customer, channel, state, provider_id, reason, ended, ended
           from json_to_recordset($1) as r(bucket smallint, message text, n smallint, customer uuid, channel text, state text,
                provider_id text, reason text, ended bigint)
         on conflict (bucket, message, n) do update set
            state = excluded.state, provider_id = excluded.provider_id, reason = excluded.reason, ended = excluded.ended`,
}

/** How each try went; one that was never sent has had no other row. */
export async function endAttempts(tx: Tx, rows: readonly AttemptEnd[]): Promise<void> {
  await tx.query(endStatement, withRows(rows))
}
