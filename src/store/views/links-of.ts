import { ALL_BUCKETS } from '../bucket.ts'
import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { Tx } from '../store.ts'

export interface LinkedKey {
  readonly customer: string
  readonly alias: string
  readonly since: number
  readonly undone: number | null
}

// The second half reads all links: there is no index by the other end.
const linksStatement = {
  name: 'links-of',
  text: `select other as customer, alias, since, undone from link where bucket = $1 and customer = $2
          union all
         select l.customer, coalesce(a.alias, l.customer::text), l.since, l.undone
           from link l left join alias a on a.bucket = l.bucket and a.customer = l.customer
          where l.bucket = any($3) and l.other = $2
          order by since, alias`,
}

/** The customer's other keys, from either side of a link; those a fact has undone too. */
export const linksOf = (tx: Tx, { bucket, customer }: CustomerPlace): Promise<readonly LinkedKey[]> =>
  tx.query<LinkedKey>(linksStatement, [bucket, customer, ALL_BUCKETS])
