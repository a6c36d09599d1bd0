import type { StatedForecast } from '../ledger/write-forecasts.ts'
import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { Tx } from '../store.ts'

/** A version of a promise about a visit, as its customer's page needs it. */
export interface VisitPromise {
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
  text: `select p.state, p.due_from, p.due_to, p.told, p.forecast,
                (select (d.action ->> 'nextWord')::bigint from decision d
                  where d.bucket = p.bucket and d.customer = p.customer and d.promise = p.id and d.outcome = 'said'
                    and d.action ->> 'nextWord' is not null
                  order by d.n desc limit 1) as next_word
           from promise p
          where p.bucket = $1 and p.customer = $2 and p.key = $3 and p.due_from is not null and p.due_to is not null
          order by p.version desc, p.id`,
}

/** Those with a window, the newest version first. */
export const visitPromises = (tx: Tx, { bucket, customer }: CustomerPlace, visit: string): Promise<readonly VisitPromise[]> =>
  tx.query<VisitPromise>(findStatement, [bucket, customer, visit])
