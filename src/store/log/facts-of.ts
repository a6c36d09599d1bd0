import type { Fact } from '../../core/fact/fact.ts'
import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'
import { ORIGINS, type FactColumns } from './fact-columns.ts'

/** Where a subject is stored. */
export interface SubjectPlace {
  readonly bucket: number
  readonly subject_kind: number
  readonly subject: string
}

interface StoredFact extends FactColumns {
  readonly subject: string
}

// Joined pair by pair: `bucket = any` beside `subject = any` would look up every pair of the two lists.
const factsOfStatement = {
  name: 'facts-of',
  text: `select f.subject, f.seq, f.heard, f.type, f.time, f.known, f.history, f.origin, f.source, f.id, f.about, f.sequence, f.data
           from (select unnest($1::smallint[]) as bucket, unnest($2::smallint[]) as subject_kind, unnest($3::uuid[]) as subject) r
           join fact f on f.bucket = r.bucket and f.subject_kind = r.subject_kind and f.subject = r.subject
          order by f.subject, f.seq`,
}

/** A fact without what is personal, in its place in its subject's log. */
export interface LoggedFact {
  readonly subject: string
  readonly seq: number
  readonly fact: Fact
}

/** All facts of these subjects, each subject's in the order they were heard. */
export async function factsOf(tx: Tx, subjects: readonly SubjectPlace[]): Promise<readonly LoggedFact[]> {
  const rows = await tx.query<StoredFact>(factsOfStatement, withColumns(factsOfStatement, subjects))
  return rows.map(loggedFact)
}

function loggedFact({ subject, seq, about, origin, known, sequence, history, ...rest }: StoredFact): LoggedFact {
  const fact: Fact = {
    ...rest,
    subject: about,
    origin: ORIGINS[origin] ?? 'outside',
    ...(known === null ? {} : { known }),
    ...(sequence === null ? {} : { sequence }),
    ...(history ? { history } : {}),
  }
  return { subject, seq, fact }
}
