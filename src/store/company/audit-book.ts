import type { Tx } from '../store.ts'
import { auditHash, NOTHING, type AuditRow } from './write-audit.ts'

const bookStatement = {
  name: 'audit-book',
  text: 'select n, at, who, what, detail, hash from audit where n > $1 order by n limit $2',
}

/** The book in its order, a page at a time. */
export const auditRows = (tx: Tx, after: number, limit: number): Promise<readonly AuditRow[]> =>
  tx.query<AuditRow>(bookStatement, [after, limit])

/** The first row that does not follow from the one before it, or that is missing; null: nobody has touched the book. */
export async function brokenAuditRow(tx: Tx): Promise<number | null> {
  let previous: Buffer = NOTHING
  let n = 0
  for (;;) {
    const rows = await auditRows(tx, n, 1000)
    for (const row of rows) {
      if (row.n !== n + 1 || !auditHash(previous, row).equals(row.hash)) return n + 1
      ;[previous, n] = [row.hash, row.n]
    }
    if (rows.length === 0) return null
  }
}
