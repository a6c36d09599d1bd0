import type { CustomerPlace } from '../ledger/decisions-of.ts'
import { withRows, type Tx } from '../store.ts'

/** Rows of each table about some customers, as they stand there; instants in milliseconds. */
export interface OnRecord {
  readonly aliases: readonly object[]
  readonly links: readonly object[]
  readonly consents: readonly object[]
  readonly promises: readonly object[]
  readonly decisions: readonly object[]
  readonly waiting: readonly object[]
  readonly attempts: readonly object[]
  readonly cases: readonly object[]
  readonly erased: readonly object[]
}

const listOf = (columns: string, table: string, order: string): string =>
  `(select coalesce(json_agg(x), '[]') from (select ${columns} from r join ${table} t on t.bucket = r.bucket and t.customer = r.customer order by ${order}) x)`

const onRecordStatement = {
  name: 'on-record-of',
  text: `with r as materialized (select bucket, customer from json_to_recordset($1) as r(bucket smallint, customer uuid))
         select ${listOf('t.alias, t.heard', 'alias', 't.heard, t.alias')} as aliases,
                ${listOf('t.alias, t.since, t.undone', 'link', 't.since')} as links,
                ${listOf('t.channel, t.class, t.about, t.valid_from, t.given', 'consent', 't.valid_from')} as consents,
                ${listOf('t.id, t.version, t.kind, t.key, t.owner, t."to", t.state, t.made, t.due_from, t.due_to, t.tell_by, t.settled, t.cured_at, t.cause, t.told, t.playbook_version, t.evidence, t.forecast', 'promise', 't.made, t.id, t.version')} as promises,
                ${listOf('t.id, t.anchor, t.moment, t.occurrence, t.outcome, t.at, t.eligible_at, t.promise, t.version, t.expected, t.action, t.because, t.playbook_version, t.model_version', 'decision', 't.customer, t.n')} as decisions,
                ${listOf('t.message, t.decision, t.channel, t.template, t.send_at, t.valid_until, t.held, t.look', 'outbox', 't.send_at')} as waiting,
                ${listOf('t.message, t.n, t.channel, t.state, t.reason, t.began, t.ended', 'attempt', 't.began, t.message, t.n')} as attempts,
                ${listOf('t.id, t.kind, t.about, t.opened, t.due, t.closed, t.disposition, t.says, t.notes', '"case"', 't.opened, t.id')} as cases,
                ${listOf('t.at, t.by', 'erased', 't.at')} as erased`,
}

/** Everything but facts and what is sealed. Instants reach beyond no number's exactness, so JSON keeps them whole. */
export async function onRecordOf(tx: Tx, customers: readonly CustomerPlace[]): Promise<OnRecord> {
  const [row] = await tx.query<OnRecord>(onRecordStatement, withRows(customers))
  if (row === undefined) throw new Error('one row of lists was asked for, and none came')
  return row
}
