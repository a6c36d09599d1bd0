import type { Tx } from '../store.ts'
import type { SendingRow } from './sending-states.ts'

const writeStatement = {
  name: 'write-sending-state',
  text: `insert into sending_state (scope, since, state, recipients, by, reason) values ($1, $2, $3, $4, $5, $6)`,
}

/** Counts from the moment it is committed, in every process. */
export async function writeSendingState(tx: Tx, row: SendingRow): Promise<void> {
  const { scope, since, state, recipients, by, reason } = row
  await tx.query(writeStatement, [scope, since, state, JSON.stringify(recipients), by, reason])
}
