import type { Tx } from '../store.ts'

const forgetStatement = {
  name: 'forget-incident',
  text: 'delete from incident where bucket = any($1) and incident = $2',
}

/** It is over, whichever silo says so. */
export async function forgetIncident(tx: Tx, buckets: readonly number[], incident: string): Promise<void> {
  await tx.query(forgetStatement, [buckets, incident])
}
