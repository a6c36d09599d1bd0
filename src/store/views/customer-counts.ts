import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { Tx } from '../store.ts'

export interface CustomerCounts {
  readonly open: number
  readonly outstanding: number
  readonly all: number
  /** When their key was deleted. */
  readonly erased: number | null
}

const countsStatement = {
  name: 'customer-counts',
  text: `select count(*) filter (where state = 'open') as open,
                count(*) filter (where state = 'broken' and cured_at is null) as outstanding,
                count(*) as all,
                (select at from erased where bucket = $1 and customer = $2) as erased
           from promise where bucket = $1 and customer = $2`,
}

/** How a customer's promises stand, versions counted one by one. */
export async function customerCounts(tx: Tx, { bucket, customer }: CustomerPlace): Promise<CustomerCounts> {
  const [row] = await tx.query<CustomerCounts>(countsStatement, [bucket, customer])
  return row ?? { open: 0, outstanding: 0, all: 0, erased: null }
}
