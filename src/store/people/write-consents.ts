import { withRows, type Tx } from '../store.ts'

export interface ConsentRow {
  readonly bucket: number
  readonly customer: string
  readonly channel: string
  readonly class: string
  /** The visit or promise it is about; '': whatever a message is about. */
  readonly about: string
  readonly valid_from: number
  readonly given: boolean
}

const writeStatement = {
  name: 'write-consents',
  text: `insert into consent (bucket, customer, channel, class, about, valid_from, given)
         select bucket, customer, channel, class, about, valid_from, given
           from json_to_recordset($1) as r(bucket smallint, customer uuid, channel text, class text, about text, valid_from bigint, given boolean)
         on conflict (bucket, customer, channel, class, about, valid_from) do update set given = excluded.given`,
}

export async function writeConsents(tx: Tx, rows: readonly ConsentRow[]): Promise<void> {
  await tx.query(writeStatement, withRows(rows))
}
