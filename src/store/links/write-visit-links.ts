import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'

export interface VisitLinkRow {
  readonly bucket: number
  /** `\x…`: SHA-256 of the token. */
  readonly hash: string
  readonly customer: string
  readonly visit: string
  readonly made: number
  readonly until: number
}

const writeStatement = {
  name: 'write-visit-links',
  text: `insert into visit_link (bucket, hash, customer, visit, made, until)
         select unnest($1::smallint[]) as bucket, unnest($2::bytea[]) as hash, unnest($3::uuid[]) as customer,
                unnest($4::text[]) as visit, unnest($5::bigint[]) as made, unnest($6::bigint[]) as until
         on conflict (bucket, hash) do update set until = greatest(visit_link.until, excluded.until)`,
}

/** A visit's messages share a link: the later one only makes it last longer. A hash may stand in `rows` once only. */
export async function writeVisitLinks(tx: Tx, rows: readonly VisitLinkRow[]): Promise<void> {
  await tx.query(writeStatement, withColumns(writeStatement, rows))
}
