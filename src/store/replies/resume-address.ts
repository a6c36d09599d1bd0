import type { Tx } from '../store.ts'
import type { StoppedAddress } from './stop-address.ts'

const resumeStatement = {
  name: 'resume-address',
  text: 'delete from stopped_address where bucket = $1 and hash = $2 and channel = $3',
}

/** Its holder wants to be written to again. */
export async function resumeAddress(tx: Tx, { bucket, hash, channel }: Omit<StoppedAddress, 'since'>): Promise<void> {
  await tx.query(resumeStatement, [bucket, hash, channel])
}
