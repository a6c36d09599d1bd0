import type { Tx } from '../store.ts'

const existsStatement = { name: 'has-migrations', text: `select to_regclass('migration') is not null as has` }
const appliedStatement = { name: 'applied-migrations', text: 'select name from migration order by name' }

/** The migrations this database has had; none when it is not ours yet. */
export async function appliedMigrations(tx: Tx): Promise<readonly string[]> {
  const [row] = await tx.query<{ has: boolean }>(existsStatement)
  if (row?.has !== true) return []
  return (await tx.query<{ name: string }>(appliedStatement)).map(({ name }) => name)
}
