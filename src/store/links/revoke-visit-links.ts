import { withRows, type Tx } from '../store.ts'

export interface RevokedLinks {
  readonly bucket: number
  readonly customer: string
  readonly visit: string
  readonly revoked: number
}

const revokeStatement = {
  name: 'revoke-visit-links',
  text: `update visit_link l set revoked = r.revoked
           from json_to_recordset($1) as r(bucket smallint, customer uuid, visit text, revoked bigint)
          where l.bucket = r.bucket and l.customer = r.customer and l.visit = r.visit and l.revoked is null`,
}

/** They open nothing more. */
export async function revokeVisitLinks(tx: Tx, rows: readonly RevokedLinks[]): Promise<void> {
  await tx.query(revokeStatement, withRows(rows))
}
