import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'
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
         select unnest($1::smallint[]) as bucket, unnest($2::smallint[]) as subject_kind, unnest($3::uuid[]) as subject,
                unnest($4::integer[]) as seq, unnest($5::bigint[]) as heard, unnest($6::text[]) as type,
                unnest($7::bigint[]) as time, unnest($8::bigint[]) as known, unnest($9::boolean[]) as history,
                unnest($10::smallint[]) as origin, unnest($11::text[]) as source, unnest($12::text[]) as id,
                unnest($13::text[]) as about, unnest($14::text[]) as sequence, unnest($15::json[]) as data,
                unnest($16::bytea[]) as personal, unnest($17::integer[]) as key_id`,
}

/** In the order given; a subject's `seq` taken twice fails the transaction. */
export async function appendFacts(tx: Tx, rows: readonly FactRow[]): Promise<void> {
  await tx.query(appendStatement, withColumns(appendStatement, rows))
}
