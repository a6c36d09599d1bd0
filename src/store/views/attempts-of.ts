import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { Tx } from '../store.ts'

export interface AttemptRow {
  readonly message: string
  readonly n: number
  readonly channel: string
  readonly state: string
  readonly provider_id: string | null
  readonly reason: string | null
  readonly began: number
  readonly ended: number | null
}

const attemptsStatement = {
  name: 'attempts-of',
  text: `select message, n, channel, state, provider_id, reason, began, ended from attempt
          where bucket = $1 and customer = $2 and starts_with(message, $3 || '-') order by began, message, n`,
}

/** Every try of a decision's messages, in their order; a message is named for its decision and its rung. */
export const attemptsOf = (
  tx: Tx,
  { bucket, customer }: CustomerPlace,
  decision: string,
): Promise<readonly AttemptRow[]> => tx.query<AttemptRow>(attemptsStatement, [bucket, customer, decision])
