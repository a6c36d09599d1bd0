import { withRows, type Tx } from '../store.ts'

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

const writeStatement = {
  name: 'write-promises',
  text: `insert into promise (bucket, customer, id, version, kind, key, owner, "to", counted, state, made, due_from, due_to, tell_by,
                              settled, cured_at, without_work, cause, told, playbook_version, evidence)
         select bucket, customer, id, version, kind, key, owner, "to", counted, state, made, due_from, due_to, tell_by,
                settled, cured_at, without_work, cause, told, playbook_version, evidence
           from json_to_recordset($1) as r(bucket smallint, customer uuid, id text, version integer, kind text, key text,
                owner text, "to" text, counted boolean, state text, made bigint, due_from bigint, due_to bigint, tell_by bigint,
                settled bigint, cured_at bigint, without_work boolean, cause text, told text, playbook_version text, evidence json)
         on conflict (bucket, customer, id, version) do update set
            kind = excluded.kind, owner = excluded.owner, "to" = excluded."to", counted = excluded.counted,
            playbook_version = excluded.playbook_version, state = excluded.state, made = excluded.made,
            due_from = excluded.due_from, due_to = excluded.due_to, tell_by = excluded.tell_by, settled = excluded.settled,
            cured_at = excluded.cured_at, without_work = excluded.without_work, cause = excluded.cause, told = excluded.told,
            evidence = excluded.evidence`,
}

/** As the facts stand now. A version may stand in `rows` once only. */
export async function writePromises(tx: Tx, rows: readonly PromiseRow[]): Promise<void> {
  await tx.query(writeStatement, withRows(rows))
}
