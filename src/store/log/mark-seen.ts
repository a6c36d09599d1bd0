import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'

export interface SeenRow {
  readonly bucket: number
  /** The first 16 bytes of SHA-256 of source and id, in hex. */
  readonly ref: string
  /** 53 bits of a keyed hash of what the fact says. */
  readonly content: number
}

const markStatement = {
  name: 'mark-seen',
  text: `with given as (select unnest($1::smallint[]) as bucket, unnest($2::uuid[]) as ref, unnest($3::bigint[]) as content),
              marked as (insert into seen (bucket, ref, content) select bucket, ref, content from given order by bucket, ref
                         on conflict do nothing returning bucket, ref)
         select g.ref, s.content from given g left join seen s on s.bucket = g.bucket and s.ref = g.ref
          where not exists (select from marked m where m.bucket = g.bucket and m.ref = g.ref)`,
}

interface SeenBefore {
  readonly ref: string
  /** null: another transaction marked it while this statement waited for it, so that what it says is not visible yet. */
  readonly content: number | null
}

/**
 * Marks facts as heard, and answers those that were heard before, with what they said then. Marked in the order of their
 * keys, so that two transactions never wait for each other in a circle. `refs` must differ within one call.
 */
export async function markSeen(tx: Tx, rows: readonly SeenRow[]): Promise<ReadonlyMap<string, number>> {
  const before = new Map<string, number>()
  let asked = rows
  while (asked.length > 0) {
    const answered = await tx.query<SeenBefore>(markStatement, withColumns(markStatement, asked))
    for (const { ref, content } of answered) if (content !== null) before.set(ref, content)
    // The next statement sees what was committed meanwhile.
    const hidden = new Set(answered.filter(({ content }) => content === null).map(({ ref }) => ref))
    asked = asked.filter(({ ref }) => hidden.has(ref))
  }
  return before
}
