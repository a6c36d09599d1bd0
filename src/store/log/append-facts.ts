import { withRows, type Tx } from '../store.ts'

export const ORIGINS = ['outside', 'person', 'engine'] as const
export const SUBJECT_KINDS = ['customer', 'crew-day', 'silo'] as const

/** A fact as it is kept. Numbers of origins and kinds of subjects are their places in ORIGINS and SUBJECT_KINDS. */
export interface FactRow {
  readonly bucket: number
  readonly subject_kind: number
  readonly subject: string
  readonly seq: number
  readonly heard: number
  readonly type: string
  readonly time: number
  readonly known: number | null
  readonly history: boolean
  readonly origin: number
  readonly source: string
  readonly id: string
  readonly about: string
  readonly sequence: string | null
  readonly data: object
  /** Sealed under the customer's key, as `\x…`. */
  readonly personal: string | null
  readonly key_id: number | null
}

const appendStatement = {
  name: 'append-facts',
  text: `insert into fact (bucket, subject_kind, subject, seq, heard, type, time, known, history, origin, source, id, about, sequence,
                           data, personal, key_id)
         select bucket, subject_kind, subject, seq, heard, type, time, known, history, origin, source, id, about, sequence,
                data, personal, key_id
           from json_to_recordset($1) as r(bucket smallint, subject_kind smallint, subject uuid, seq integer, heard bigint,
                type text, time bigint, known bigint, history boolean, origin smallint, source text, id text, about text,
                sequence text, data json, personal bytea, key_id integer)`,
}

/** In the order given; a subject's `seq` taken twice fails the transaction. */
export async function appendFacts(tx: Tx, rows: readonly FactRow[]): Promise<void> {
  await tx.query(appendStatement, withRows(rows))
}
