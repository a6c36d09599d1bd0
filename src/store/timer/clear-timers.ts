import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'
import type { TimerRow } from './set-timers.ts'

const clearStatement = {
  name: 'clear-timers',
  text: `delete from timer t
          using (select unnest($1::smallint[]) as bucket, unnest($2::smallint[]) as subject_kind, unnest($3::uuid[]) as subject) r
          where t.bucket = r.bucket and t.subject_kind = r.subject_kind and t.subject = r.subject`,
}

/** These subjects wait for nothing any more. */
export async function clearTimers(tx: Tx, rows: readonly Omit<TimerRow, 'wake'>[]): Promise<void> {
  await tx.query(clearStatement, withColumns(clearStatement, rows))
}
