import type { Fact } from '../../core/fact/fact.ts'
import { withRows, type Tx } from '../store.ts'

/** A silo's fact that concerns customers. */
export interface PassingRow {
  readonly bucket: number
  readonly subject: string
  readonly fact: Fact
}

const writeStatement = {
  name: 'write-passing',
  text: `insert into passing (bucket, subject, fact)
         select bucket, subject, fact from json_to_recordset($1) as r(bucket smallint, subject uuid, fact json)`,
}

/** In the commit of the turn that heard it. */
export async function writePassing(tx: Tx, rows: readonly PassingRow[]): Promise<void> {
  await tx.query(writeStatement, withRows(rows))
}
