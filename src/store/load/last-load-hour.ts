import type { Tx } from '../store.ts'

const lastStatement = { name: 'last-load-hour', text: 'select max(hour) as hour from load_hour' }

/** The last whole hour whose load is on record; null: none is. */
export async function lastLoadHour(tx: Tx): Promise<number | null> {
  const [row] = await tx.query<{ hour: number | null }>(lastStatement)
  return row?.hour ?? null
}
