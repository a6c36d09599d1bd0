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
