import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'

export interface PromiseRow {
  readonly bucket: number
  readonly customer: string
  readonly id: string
  readonly version: number
  readonly kind: string
  readonly key: string
  readonly owner: string
  readonly to: string | null
  readonly counted: boolean
  readonly state: string
  readonly made: number
  readonly due_from: number | null
  readonly due_to: number | null
  readonly tell_by: number | null
  readonly settled: number | null
  readonly cured_at: number | null
  readonly without_work: boolean
  readonly cause: string | null
  readonly told: string | null
  readonly playbook_version: string
  readonly evidence: readonly object[]
}

/** What was known of a version when: of this the load of its silo is counted. */
export interface PromiseKnown {
  /** When its making was heard; kept as it was written first. null: it does not count. */
  readonly heard: number | null
  /** When it was first heard to be open no more; kept as it was written first. */
  readonly settled_heard: number | null
  /** How it stands, as far as it was known when its outcome counts; null: as it was. */
  readonly outcome: string | null
}

const writeStatement = {
  name: 'write-promises',
  text: `insert into promise (bucket, customer, id, version, kind, key, owner, "to", counted, state, made, due_from, due_to, tell_by,
                              settled, cured_at, without_work, cause, told, playbook_version, evidence,
                              heard, settled_heard, outcome)
         select unnest($1::smallint[]) as bucket, unnest($2::uuid[]) as customer, unnest($3::text[]) as id,
                unnest($4::integer[]) as version, unnest($5::text[]) as kind, unnest($6::text[]) as key,
                unnest($7::text[]) as owner, unnest($8::text[]) as "to", unnest($9::boolean[]) as counted,
                unnest($10::text[]) as state, unnest($11::bigint[]) as made, unnest($12::bigint[]) as due_from,
                unnest($13::bigint[]) as due_to, unnest($14::bigint[]) as tell_by, unnest($15::bigint[]) as settled,
                unnest($16::bigint[]) as cured_at, unnest($17::boolean[]) as without_work, unnest($18::text[]) as cause,
                unnest($19::text[]) as told, unnest($20::text[]) as playbook_version, unnest($21::json[]) as evidence,
                unnest($22::bigint[]) as heard, unnest($23::bigint[]) as settled_heard, unnest($24::text[]) as outcome
         on conflict (bucket, customer, id, version) do update set
            kind = excluded.kind, owner = excluded.owner, "to" = excluded."to", counted = excluded.counted,
            playbook_version = excluded.playbook_version, state = excluded.state, made = excluded.made,
            due_from = excluded.due_from, due_to = excluded.due_to, tell_by = excluded.tell_by, settled = excluded.settled,
            cured_at = excluded.cured_at, without_work = excluded.without_work, cause = excluded.cause, told = excluded.told,
            evidence = excluded.evidence, settled_heard = coalesce(promise.settled_heard, excluded.settled_heard),
            outcome = coalesce(excluded.outcome, promise.outcome)`,
}

/** As the facts stand now. A version may stand in `rows` once only. */
export async function writePromises(tx: Tx, rows: readonly (PromiseRow & PromiseKnown)[]): Promise<void> {
  await tx.query(writeStatement, withColumns(writeStatement, rows))
}
