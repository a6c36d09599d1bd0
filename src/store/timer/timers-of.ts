import type { SubjectPlace } from '../log/facts-of.ts'
import { withRows, type Tx } from '../store.ts'

const timersStatement = {
  name: 'timers-of',
  text: `select t.subject, t.wake from json_to_recordset($1) as r(bucket smallint, subject_kind smallint, subject uuid)
           join timer t on t.bucket = r.bucket and t.subject_kind = r.subject_kind and t.subject = r.subject`,
}

/** When each of these subjects is to be looked at next: all that was planned for before then has been done. */
export async function timersOf(tx: Tx, subjects: readonly SubjectPlace[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ subject: string; wake: number }>(timersStatement, withRows(subjects))
  return new Map(rows.map(({ subject, wake }) => [subject, wake]))
}
