import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

export interface Standing {
  readonly customers: number
  readonly open_cases: number
  /** When the longest due message, and the longest due subject, should have been looked at; null: none is due. */
  readonly outbox: number | null
  readonly timer: number | null
  readonly version: string
  readonly bytes: number
}

const standingStatement = {
  name: 'standing',
  text: `select (select count(*) from alias where bucket = any($1) and alias !~ '^(silo|crew-day):') as customers,
                (select count(*) from "case" where bucket = any($1) and closed is null) as open_cases,
                (select min(send_at) from outbox where bucket = any($1) and send_at <= $2 and taken is null) as outbox,
                (select min(wake) from timer where bucket = any($1) and wake < $2) as timer,
                current_setting('server_version') as version, pg_database_size(current_database()) as bytes`,
}

/** How the ledger stands and what of it is late. */
export async function standing(tx: Tx, now: number): Promise<Standing> {
  const [row] = await tx.query<Standing>(standingStatement, [ALL_BUCKETS, now])
  if (row === undefined) throw new Error('a select without a condition has a row')
  return row
}
