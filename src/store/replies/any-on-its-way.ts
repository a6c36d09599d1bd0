import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

const onItsWayStatement = {
  name: 'any-on-its-way',
  text: `select exists (select from attempt where bucket = any($1) and state = 'sending' and channel = $2) as any`,
}

/** Whether something is being sent over this channel now: a provider's word may overtake our own commit. */
export async function isAnyOnItsWay(tx: Tx, channel: string): Promise<boolean> {
  const [row] = await tx.query<{ any: boolean }>(onItsWayStatement, [ALL_BUCKETS, channel])
  return row?.any === true
}
