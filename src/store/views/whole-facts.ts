import type { Tx } from '../store.ts'
import type { WholeFact } from '../log/fact-columns.ts'
import type { SubjectPlace } from '../log/facts-of.ts'

const factsStatement = {
  name: 'whole-facts',
  text: `select f.seq, f.heard, f.type, f.time, f.known, f.history, f.origin, f.source, f.id, f.about, f.sequence, f.data,
                f.personal, k.seed
           from fact f left join person_key k on k.bucket = f.bucket and k.customer = f.subject and k.key_id = f.key_id
          where f.bucket = $1 and f.subject_kind = $2 and f.subject = $3
            and ($4::integer is null or f.seq < $4) and ($5::text[] is null or f.source || ' ' || f.id = any($5))
          order by f.seq desc limit $6`,
}

export interface FactPage {
  /** null: from the newest on. */
  readonly before: number | null
  /** Only these, each `source` + ` ` + `id`; null: all. */
  readonly refs: readonly string[] | null
  readonly limit: number
}

/** A subject's facts, the newest first. */
export const wholeFacts = (
  tx: Tx,
  { bucket, subject_kind, subject }: SubjectPlace,
  { before, refs, limit }: FactPage,
): Promise<readonly WholeFact[]> =>
  tx.query<WholeFact>(factsStatement, [bucket, subject_kind, subject, before, refs, limit])
