import { withRows, type Tx } from '../store.ts'

export interface TimerRow {
  readonly bucket: number
  readonly subject_kind: number
  readonly subject: string
  readonly wake: number
}

const setStatement = {
  name: 'set-timers',
  text: `insert into timer (bucket, subject_kind, subject, wake)
         select bucket, subject_kind, subject, wake
           from json_to_recordset($1) as r(bucket smallint, subject_kind smallint, subject uuid, wake bigint)
         on conflict (bucket, subject_kind, subject) do update set wake = excluded.wake`,
}

/** A subject has one hour to wake at: the new one takes the place of the old. */
export async function setTimers(tx: Tx, rows: readonly TimerRow[]): Promise<void> {
  await tx.query(setStatement, withRows(rows))
}
