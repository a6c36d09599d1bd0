import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'
import type { StoppedAddress } from './stop-address.ts'

const allStatement = {
  name: 'stopped-addresses',
  text: 'select hash, channel from stopped_address where bucket = any($1)',
}

export const stoppedAddresses = (tx: Tx): Promise<readonly Pick<StoppedAddress, 'hash' | 'channel'>[]> =>
  tx.query<Pick<StoppedAddress, 'hash' | 'channel'>>(allStatement, [ALL_BUCKETS])
