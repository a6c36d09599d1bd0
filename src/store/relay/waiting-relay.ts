import type { Tx } from '../store.ts'
import type { RelayRow } from './write-relay.ts'

export interface WaitingRelay extends RelayRow {
  readonly n: number
}

const waitingStatement = {
  name: 'waiting-relay',
  text: 'select bucket, subject_kind, subject, n, fact from relay where bucket = any($1) order by n limit $2',
}

/** What subjects have not heard yet, in the order it was told. Only the holder of a bucket asks, so nothing is locked. */
export const waitingRelay = (tx: Tx, buckets: readonly number[], limit: number): Promise<readonly WaitingRelay[]> =>
  tx.query<WaitingRelay>(waitingStatement, [buckets, limit])
