import { withRows, type Tx } from '../store.ts'

export interface CaseRow {
  readonly bucket: number
  readonly id: string
  readonly customer: string | null
  readonly kind: string
  /** The message, decision, promise, moment or source it is about. */
  readonly about: string | null
  readonly opened: number
  readonly due: number | null
  readonly says: string
}

const openStatement = {
  name: 'open-cases',
  text: `insert into "case" (bucket, id, customer, kind, about, opened, due, says)
         select bucket, id, customer, kind, about, opened, due, says
           from json_to_recordset($1) as r(bucket smallint, id text, customer uuid, kind text, about text, opened bigint,
                due bigint, says text)
         on conflict (bucket, id) do nothing`,
}

/** A case that is on record already stays as it is: what opened it has been heard. */
export async function openCases(tx: Tx, rows: readonly CaseRow[]): Promise<void> {
  await tx.query(openStatement, withRows(rows))
}
