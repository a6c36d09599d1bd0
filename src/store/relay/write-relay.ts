import type { Fact } from '../../core/fact/fact.ts'
import { withRows, type Tx } from '../store.ts'

/** A fact on its way to a subject's turn; nothing of it is personal. */
export interface RelayRow {
  readonly bucket: number
  readonly subject_kind: number
  readonly subject: string
  readonly fact: Fact
}

const writeStatement = {
  name: 'write-relay',
  text: `insert into relay (bucket, subject_kind, subject, fact)
         select bucket, subject_kind, subject, fact
           from json_to_recordset($1) as r(bucket smallint, subject_kind smallint, subject uuid, fact json)`,
}

/** In the sender's commit, so that what was told is told however often somebody dies. */
export async function writeRelay(tx: Tx, rows: readonly RelayRow[]): Promise<void> {
  await tx.query(writeStatement, withRows(rows))
}
