import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'

export interface KeyRow {
  readonly bucket: number
  readonly customer: string
  readonly key_id: number
  /** `\x…`: what the key is made of, together with the installation's secret. */
  readonly seed: string
  readonly made: number
}

const writeStatement = {
  name: 'write-keys',
  text: `insert into person_key (bucket, customer, key_id, seed, made)
         select unnest($1::smallint[]) as bucket, unnest($2::uuid[]) as customer, unnest($3::integer[]) as key_id,
                unnest($4::bytea[]) as seed, unnest($5::bigint[]) as made`,
}

export async function writeKeys(tx: Tx, rows: readonly KeyRow[]): Promise<void> {
  await tx.query(writeStatement, withColumns(writeStatement, rows))
}
