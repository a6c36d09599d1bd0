import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'

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
         select unnest($1::smallint[]) as bucket, unnest($2::uuid[]) as customer, unnest($3::text[]) as anchor,
                unnest($4::text[]) as moment, unnest($5::text[]) as occurrence, unnest($6::integer[]) as n,
                unnest($7::text[]) as id, unnest($8::text[]) as outcome, unnest($9::bigint[]) as at,
                unnest($10::bigint[]) as eligible_at, unnest($11::text[]) as promise, unnest($12::integer[]) as version,
                unnest($13::bigint[]) as expected, unnest($14::json[]) as action, unnest($15::json[]) as because,
                unnest($16::text[]) as playbook_version, unnest($17::text[]) as model_version, unnest($18::text[]) as arm,
                unnest($19::real[]) as propensity`,
}

/** Written once and never again: a decision that is on record already fails the transaction. */
export async function writeDecisions(tx: Tx, rows: readonly DecisionRow[]): Promise<void> {
  await tx.query(writeStatement, withColumns(writeStatement, rows))
}
