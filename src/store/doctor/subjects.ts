import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

/** Somebody or something of which facts were heard. */
export interface NamedSubject {
  readonly bucket: number
  readonly subject: string
  readonly alias: string
}

const openStatement = {
  name: 'open-subjects',
  text: `declare subjects no scroll cursor for
         select bucket, customer as subject, alias from alias where bucket = any($1) order by customer`,
}
const fetchStatement = { name: 'fetch-subjects', text: 'fetch 500 from subjects' }

/** All subjects, ascending by id across the buckets, 500 at a time; in a transaction, which keeps the cursor open. */
export async function* allSubjects(tx: Tx): AsyncGenerator<readonly NamedSubject[]> {
  await tx.query(openStatement, [ALL_BUCKETS])
  for (;;) {
    const rows = await tx.query<NamedSubject>(fetchStatement)
    if (rows.length === 0) return
    yield rows
  }
}
