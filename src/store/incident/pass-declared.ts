import type { Fact } from '../../core/fact/fact.ts'
import type { Tx } from '../store.ts'

// Once for each customer and fact; a second word of the same incident, with more areas, is passed on to all of them.
const passStatement = {
  name: 'pass-declared',
  text: `with concerned as (
           select customer from person where bucket = $1 and area = any($2)
           union
           select o.customer from promise o
             join promise p on p.bucket = o.bucket and p.customer = o.customer and p.id = o.id
             cross join lateral json_array_elements(p.evidence) e
             join fact f on f.bucket = p.bucket and f.subject_kind = 0 and f.subject = p.customer
                        and f.data->>'area' = any($2) and f.source || ' ' || f.id = e.value->>'fact'
            where o.bucket = $1 and o.state = 'open' and e.value->>'as' = 'made'),
         noted as (
           insert into struck (bucket, customer, incident) select $1, customer, $3 from concerned on conflict do nothing)
         insert into relay (bucket, subject_kind, subject, fact) select $1, 0, customer, $4::json from concerned`,
}

export interface Declared {
  readonly bucket: number
  readonly areas: readonly string[]
  readonly incident: string
  readonly fact: Fact
}

/**
 * Passes an incident on to a bucket's customers it concerns: those who are on record in one of its areas, and those to whom
 * something is open that was promised there.
 */
export async function passDeclared(tx: Tx, { bucket, areas, incident, fact }: Declared): Promise<void> {
  await tx.query(passStatement, [bucket, areas, incident, JSON.stringify(fact)])
}
