import { ALL_BUCKETS } from '../bucket.ts'
import { withRows, type Tx } from '../store.ts'

/** A customer of whom an area was heard. */
export interface ReportingRow {
  readonly bucket: number
  readonly customer: string
  readonly area: string
}

// Whoever was told before is in struck, and hears nothing again.
const passStatement = {
  name: 'pass-to-reporting',
  text: `with noted as (
           insert into struck (bucket, customer, incident)
           select r.bucket, r.customer, i.incident
             from json_to_recordset($1) as r(bucket smallint, customer uuid, area text)
             join incident i on i.bucket = any($2) and r.area = any(i.areas)
           on conflict do nothing returning bucket, customer, incident)
         insert into relay (bucket, subject_kind, subject, fact)
         select n.bucket, 0, n.customer, i.fact from noted n join incident i on i.bucket = any($2) and i.incident = n.incident`,
}

/** Passes incidents that are on in these areas on to customers who have not heard of them. In the commit of their turns. */
export async function passToReporting(tx: Tx, rows: readonly ReportingRow[]): Promise<void> {
  await tx.query(passStatement, [...withRows(rows), ALL_BUCKETS])
}
