import type { Tx } from '../store.ts'
import type { ImportRow } from './import-row.ts'

const writeStatement = {
  name: 'write-import',
  text: `insert into import (id, file, started, ended, live, rows, counts) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (id) do update set file = excluded.file, started = excluded.started, ended = excluded.ended,
            rows = excluded.rows, counts = excluded.counts`,
}

/** After the facts it speaks of are on record; a crash in between hands them over again, and they are heard again. */
export async function writeImport(tx: Tx, row: ImportRow): Promise<void> {
  const { id, file, started, ended, live, rows, counts } = row
  await tx.query(writeStatement, [id, file, started, ended, live, rows, JSON.stringify(counts)])
}
