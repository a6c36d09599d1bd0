import { withRows, type Tx } from '../store.ts'

export interface LinkRow {
  readonly bucket: number
  readonly customer: string
  readonly other: string
  readonly alias: string
  readonly since: number
  readonly undone: number | null
}

const writeStatement = {
  name: 'write-links',
  text: `insert into link (bucket, customer, other, alias, since, undone)
         select bucket, customer, other, alias, since, undone
           from json_to_recordset($1) as r(bucket smallint, customer uuid, other uuid, alias text, since bigint, undone bigint)
         on conflict (bucket, customer, other) do update set undone = excluded.undone`,
}

/** That two keys mean one customer, or that they do not after all. */
export async function writeLinks(tx: Tx, rows: readonly LinkRow[]): Promise<void> {
  await tx.query(writeStatement, withRows(rows))
}
