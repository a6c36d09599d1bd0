import { withRows, type Tx } from '../store.ts'

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
         select bucket, customer, key_id, seed, made
           from json_to_recordset($1) as r(bucket smallint, customer uuid, key_id integer, seed bytea, made bigint)`,
}

export async function writeKeys(tx: Tx, rows: readonly KeyRow[]): Promise<void> {
  await tx.query(writeStatement, withRows(rows))
}
