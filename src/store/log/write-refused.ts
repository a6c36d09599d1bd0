import { withRows, type Tx } from '../store.ts'

export interface RefusedRow {
  readonly bucket: number
  readonly heard: number
  readonly case: string
  /** `\x…`, sealed under the installation's key: nobody knows what is in it. */
  readonly raw: string
  readonly problem: object
}

const writeStatement = {
  name: 'write-refused',
  text: `insert into refused (bucket, heard, "case", raw, problem)
         select bucket, heard, "case", raw, problem
           from json_to_recordset($1) as r(bucket smallint, heard bigint, "case" text, raw bytea, problem json)`,
}

/** Facts we could not take, whole. */
export async function writeRefused(tx: Tx, rows: readonly RefusedRow[]): Promise<void> {
  await tx.query(writeStatement, withRows(rows))
}
