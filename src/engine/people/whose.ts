import { customerId, type Sha256 } from '../../core/fact/subject.ts'
import type { CustomerPlace } from '../../store/ledger/decisions-of.ts'
import { linkedCustomers } from '../../store/people/linked-customers.ts'
import { placeOfCustomer } from '../../store/people/place-of-customer.ts'
import type { Tx } from '../../store/store.ts'

const ID = /^[0-9a-f]{32}$/

/** The id a person means: an alias some system issued, or the id itself. */
export const meantBy = (alias: string, sha256: Sha256): string => (ID.test(alias) ? alias : customerId(alias, sha256))

/** The customer an alias stands for, first, and all others who are the same by what was stated, however far around. */
export async function whoseAre(tx: Tx, alias: string, sha256: Sha256): Promise<readonly CustomerPlace[]> {
  const found = new Set([meantBy(alias, sha256)])
  // A Set that grows while it is walked is walked to its new end.
  for (const customer of found)
    for (const other of await linkedCustomers(tx, placeOfCustomer(customer))) found.add(other)
  return [...found].map(placeOfCustomer)
}
