import { withRows, type Tx } from '../store.ts'

export interface AddressRow {
  readonly bucket: number
  readonly customer: string
  readonly hash: string
  readonly channel: string
}

const writeStatement = {
  name: 'write-addresses',
  text: `insert into address (bucket, customer, hash, channel)
         select bucket, customer, hash, channel
           from json_to_recordset($1) as r(bucket smallint, customer uuid, hash uuid, channel text)
         on conflict do nothing`,
}

/** By keyed hash; they only ever find candidates. */
export async function writeAddresses(tx: Tx, rows: readonly AddressRow[]): Promise<void> {
  await tx.query(writeStatement, withRows(rows))
}
