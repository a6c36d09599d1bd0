import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { Tx } from '../store.ts'

const clearStatement = {
  name: 'clear-notes',
  text: `with gone as (update "case" c
                          set notes = (select json_agg(json_build_object('at', n -> 'at', 'by', n -> 'by', 'words', '(erased)'))
                                         from json_array_elements(c.notes) as n)
                        where c.bucket = $1 and c.customer = $2 and json_array_length(c.notes) > 0 returning json_array_length(notes) as n)
         select coalesce(sum(n), 0)::integer as n from gone`,
}

/** What people wrote into this customer's cases: nobody knows what is in it. Who wrote, and when, stays. */
export async function clearNotes(tx: Tx, { bucket, customer }: CustomerPlace): Promise<number> {
  const [row] = await tx.query<{ n: number }>(clearStatement, [bucket, customer])
  return row?.n ?? 0
}
