import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

/** A try that a provider speaks of by its own name for it. */
export interface ProvidersAttempt {
  readonly bucket: number
  readonly message: string
  readonly n: number
  readonly customer: string
  readonly channel: string
  readonly state: string
  readonly provider_id: string
}

const byProviderStatement = {
  name: 'attempt-of-provider',
  text: `select bucket, message, n, customer, channel, state, provider_id from attempt
          where bucket = any($1) and provider_id = $2 and channel = $3 order by began desc limit 1`,
}

/** undefined: no message of ours, or one whose acceptance is not on record yet. */
export async function attemptOfProvider(
  tx: Tx,
  { channel, providerId }: { readonly channel: string; readonly providerId: string },
): Promise<ProvidersAttempt | undefined> {
  const [row] = await tx.query<ProvidersAttempt>(byProviderStatement, [ALL_BUCKETS, providerId, channel])
  return row
}
