import { withRows, type Tx } from '../store.ts'

export interface AliasRow {
  readonly bucket: number
  readonly customer: string
  readonly alias: string
  readonly heard: number
}

const writeStatement = {
  name: 'write-aliases',
  text: `insert into alias (bucket, customer, alias, heard)
         select bucket, customer, alias, heard
           from json_to_recordset($1) as r(bucket smallint, customer uuid, alias text, heard bigint)
         on conflict do nothing`,
}

/** The key under which a customer was first heard of. */
export async function writeAliases(tx: Tx, rows: readonly AliasRow[]): Promise<void> {
  await tx.query(writeStatement, withRows(rows))
}
