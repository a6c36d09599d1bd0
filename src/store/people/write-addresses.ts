import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'

export interface AddressRow {
  readonly bucket: number
  readonly customer: string
  readonly hash: string
  readonly channel: string
}

const writeStatement = {
  name: 'write-addresses',
  text: `insert into address (bucket, customer, hash, channel, kept)
         select unnest($1::smallint[]) as bucket, unnest($2::uuid[]) as customer, unnest($3::uuid[]) as hash,
                unnest($4::text[]) as channel, true
         on conflict do nothing`,
}

/** By keyed hash of their kept form; they only ever find candidates. */
export async function writeAddresses(tx: Tx, rows: readonly AddressRow[]): Promise<void> {
  await tx.query(writeStatement, withColumns(writeStatement, rows))
}
