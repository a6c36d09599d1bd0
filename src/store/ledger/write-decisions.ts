import { withRows, type Tx } from '../store.ts'

export interface DecisionRow {
  readonly bucket: number
  readonly customer: string
  readonly anchor: string
  readonly moment: string
  readonly occurrence: string
  readonly n: number
  readonly id: string
  readonly outcome: string
  readonly at: number
  readonly eligible_at: number
  readonly promise: string | null
  readonly version: number | null
  readonly expected: number | null
  readonly action: object
  readonly because: object
  readonly playbook_version: string
  readonly model_version: string | null
  readonly arm: string
  readonly propensity: number
}

const writeStatement = {
  name: 'write-decisions',
  text: `insert into decision (bucket, customer, anchor, moment, occurrence, n, id, outcome, at, eligible_at, promise, version, expected,
                               action, because, playbook_version, model_version, arm, propensity)
         select bucket, customer, anchor, moment, occurrence, n, id, outcome, at, eligible_at, promise, version, expected,
                action, because, playbook_version, model_version, arm, propensity
           from json_to_recordset($1) as r(bucket smallint, customer uuid, anchor text, moment text, occurrence text, n integer,
                id text, outcome text, at bigint, eligible_at bigint, promise text, version integer, expected bigint,
                action json, because json, playbook_version text, model_version text, arm text, propensity real)`,
}

/** Written once and never again: a decision that is on record already fails the transaction. */
export async function writeDecisions(tx: Tx, rows: readonly DecisionRow[]): Promise<void> {
  await tx.query(writeStatement, withRows(rows))
}
