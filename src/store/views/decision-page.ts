import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { DecisionRow } from '../ledger/write-decisions.ts'
import type { Tx } from '../store.ts'

const pageStatement = {
  name: 'decision-page',
  text: `select bucket, customer, anchor, moment, occurrence, n, id, outcome, at, eligible_at, promise, version, expected, action, because,
                playbook_version, model_version, arm, propensity
           from decision where bucket = $1 and customer = $2 and ($3::integer is null or n < $3) order by n desc limit $4`,
}

/** A customer's decisions, the newest first, before the `before`th; null: from the last on. */
export const decisionPage = (
  tx: Tx,
  { bucket, customer }: CustomerPlace,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<readonly DecisionRow[]> => tx.query<DecisionRow>(pageStatement, [bucket, customer, before, limit])
