import type { Tx } from '../store.ts'
import type { ImportRow } from './import-row.ts'

const latestStatement = {
  name: 'latest-imports',
  text: 'select id, file, started, ended, live, rows, counts from import order by started desc limit $1',
}

/** The newest first. */
export const latestImports = (tx: Tx, limit: number): Promise<readonly ImportRow[]> =>
  tx.query<ImportRow>(latestStatement, [limit])
