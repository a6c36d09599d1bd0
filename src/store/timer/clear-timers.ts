import { withRows, type Tx } from '../store.ts'
import type { TimerRow } from './set-timers.ts'

const clearStatement = {
  name: 'clear-timers',
  text: `delete from timer t using json_to_recordset($1) as r(bucket smallint, subject_kind smallint, subject uuid)
          where t.bucket = r.bucket and t.subject_kind = r.subject_kind and t.subject = r.subject`,
}

/** These subjects wait for nothing any more. */
export async function clearTimers(tx: Tx, rows: readonly Omit<TimerRow, 'wake'>[]): Promise<void> {
  await tx.query(clearStatement, withRows(rows))
}
