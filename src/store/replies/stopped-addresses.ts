import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

export interface StoppedAddress {
  readonly bucket: number
  /** Keyed, of the address in its kept form. */
  readonly hash: string
  readonly channel: string
  readonly since: number
}

const stopStatement = {
  name: 'stop-address',
  text: `insert into stopped_address (bucket, hash, channel, since) values ($1, $2, $3, $4) on conflict do nothing`,
}

/** Nothing is sent there any more, whoever's it is. */
export async function stopAddress(tx: Tx, { bucket, hash, channel, since }: StoppedAddress): Promise<void> {
  await tx.query(stopStatement, [bucket, hash, channel, since])
}

const resumeStatement = {
  name: 'resume-address',
  text: 'delete from stopped_address where bucket = $1 and hash = $2 and channel = $3',
}

/** Its holder wants to be written to again. */
export async function resumeAddress(tx: Tx, { bucket, hash, channel }: Omit<StoppedAddress, 'since'>): Promise<void> {
  await tx.query(resumeStatement, [bucket, hash, channel])
}

const allStatement = {
  name: 'stopped-addresses',
  text: 'select hash, channel from stopped_address where bucket = any($1)',
}

export const stoppedAddresses = (tx: Tx): Promise<readonly Pick<StoppedAddress, 'hash' | 'channel'>[]> =>
  tx.query<Pick<StoppedAddress, 'hash' | 'channel'>>(allStatement, [ALL_BUCKETS])

const markStatement = {
  name: 'stopped-mark',
  text: `select count(*) || ' ' || coalesce(max(since), 0) as mark from stopped_address where bucket = any($1)`,
}

/** Differs when the list does. */
export async function stoppedMark(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ mark: string }>(markStatement, [ALL_BUCKETS])
  return row?.mark ?? ''
}
