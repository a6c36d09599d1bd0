import { ALL_BUCKETS } from '../bucket.ts'
import type { WholeFact } from '../log/fact-columns.ts'
import type { Tx } from '../store.ts'

const readStatement = {
  name: 'replies-read',
  text: `select f.seq, f.heard, f.type, f.time, f.known, f.history, f.origin, f.source, f.id, f.about, f.sequence, f.data, f.personal, k.seed
           from fact f left join person_key k on k.bucket = f.bucket and k.customer = f.subject and k.key_id = f.key_id
          where f.bucket = any($1) and f.subject_kind = 0 and f.type in ('reply.received', 'reply.read')
          order by f.heard, f.bucket, f.subject, f.seq`,
}

/** Every reply and every reading of a person's, as they were heard. It reads the whole log: for learning, not for a page. */
export const repliesRead = (tx: Tx): Promise<readonly WholeFact[]> => tx.query<WholeFact>(readStatement, [ALL_BUCKETS])
