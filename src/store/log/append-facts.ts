import { withRows, type Tx } from '../store.ts'
import type { FactColumns } from './fact-columns.ts'

/** A fact as it is kept; `subject_kind` is its place in SUBJECT_KINDS. */
export interface FactRow extends FactColumns {
  readonly bucket: number
  readonly subject_kind: number
  readonly subject: string
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
