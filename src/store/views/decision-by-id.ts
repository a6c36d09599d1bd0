import { ALL_BUCKETS } from '../bucket.ts'
import type { DecisionRow } from '../ledger/write-decisions.ts'
import type { Tx } from '../store.ts'

const byIdStatement = {
  name: 'decision-by-id',
  text: `select bucket, customer, anchor, moment, occurrence, n, id, outcome, at, eligible_at, promise, version, expected, action, because,
                playbook_version, model_version, arm, propensity
           from decision where bucket = any($1) and id = $2`,
}

/** Found by the index on ids: whoever asks knows no customer. */
export async function decisionById(tx: Tx, id: string): Promise<DecisionRow | undefined> {
  const [row] = await tx.query<DecisionRow>(byIdStatement, [ALL_BUCKETS, id])
  return row
}
