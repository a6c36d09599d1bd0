import type { StatedForecast } from '../ledger/write-forecasts.ts'
import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { Tx } from '../store.ts'

/** A version of a promise about a visit, as its customer's page needs it. */
export interface VisitPromise {
  readonly key: string
  readonly state: string
  readonly due_from: number
  readonly due_to: number
  readonly told: string | null
  readonly forecast: StatedForecast | null
  /** When a message about it last said that the next word comes; null: none did. */
  readonly next_word: number | null
}

const findStatement = {
  name: 'visit-promises',
  text: `select p.key, p.state, p.due_from, p.due_to, p.told, p.forecast,
                (select (d.action ->> 'nextWord')::bigint from decision d
                  where d.bucket = p.bucket and d.customer = p.customer and d.promise = p.id and d.outcome = 'said'
                    and d.action ->> 'nextWord' is not null
                  order by d.n desc limit 1) as next_word
           from promise p
          where p.bucket = $1 and p.customer = $2 and p.due_from is not null and p.due_to is not null
          order by p.version desc, p.id`,
}

/** A customer's with a window, the newest version first. Of all their visits: which one is live only their facts say. */
export const visitPromises = (tx: Tx, { bucket, customer }: CustomerPlace): Promise<readonly VisitPromise[]> =>
  tx.query<VisitPromise>(findStatement, [bucket, customer])
