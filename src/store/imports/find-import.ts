import type { Tx } from '../store.ts'
import type { ImportRow } from './import-row.ts'

const findStatement = {
  name: 'find-import',
  text: 'select id, file, started, ended, live, rows, counts from import where id = $1',
}

/** How far an import has come; undefined: it never began. */
export async function findImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  const [row] = await tx.query<ImportRow>(findStatement, [id])
  return row
}
