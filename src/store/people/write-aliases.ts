import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'

export interface AliasRow {
  readonly bucket: number
  readonly customer: string
  readonly alias: string
  readonly heard: number
}

const writeStatement = {
  name: 'write-aliases',
  text: `insert into alias (bucket, customer, alias, heard)
         select unnest($1::smallint[]) as bucket, unnest($2::uuid[]) as customer, unnest($3::text[]) as alias,
                unnest($4::bigint[]) as heard
         on conflict do nothing`,
}

/** The key under which a customer was first heard of. */
export async function writeAliases(tx: Tx, rows: readonly AliasRow[]): Promise<void> {
  await tx.query(writeStatement, withColumns(writeStatement, rows))
}
