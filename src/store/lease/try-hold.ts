import type { Session } from '../store.ts'

/** 'troth' as a number: one lock for the whole ledger. */
const LEDGER = 0x74726f74

/** Takes the ledger's lock for as long as this connection lives; false: another holds it. */
export async function tryHold(session: Session): Promise<boolean> {
  const { rows } = await session.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [LEDGER])
  return rows[0]?.held === true
}

/** Gives it back now; the end of a connection would do so a moment later. */
export async function letGo(session: Session): Promise<void> {
  await session.query('select pg_advisory_unlock_all()')
}
