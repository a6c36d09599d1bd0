import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'

export interface TimerRow {
  readonly bucket: number
  readonly subject_kind: number
  readonly subject: string
  readonly wake: number
}

const setStatement = {
  name: 'set-timers',
  text: `insert into timer (bucket, subject_kind, subject, wake)
         select unnest($1::smallint[]) as bucket, unnest($2::smallint[]) as subject_kind, unnest($3::uuid[]) as subject,
                unnest($4::bigint[]) as wake
         on conflict (bucket, subject_kind, subject) do update set wake = excluded.wake`,
}

/** A subject has one hour to wake at: the new one takes the place of the old. */
export async function setTimers(tx: Tx, rows: readonly TimerRow[]): Promise<void> {
  await tx.query(setStatement, withColumns(setStatement, rows))
}
