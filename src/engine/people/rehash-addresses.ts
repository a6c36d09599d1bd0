import { addressesAsHeard } from '../../store/people/addresses-as-heard.ts'
import { markAddressesKept } from '../../store/people/mark-addresses-kept.ts'
import { personsOf } from '../../store/people/persons-of.ts'
import { writeAddresses } from '../../store/people/write-addresses.ts'
import { openPersonal, type Vault } from '../../store/people/vault.ts'
import { placeOfCustomer } from '../../store/people/place-of-customer.ts'
import type { Store } from '../../store/store.ts'
import { addressRows, type Card } from '../turn/card.ts'

const AT_ONCE = 500

/** Once in a ledger's life: what was hashed as it was heard is hashed in its one form. Killed half-way it goes on where it was. */
export async function rehashAddresses(store: Store, vault: Vault): Promise<void> {
  while ((await rehashSome(store, vault)) > 0);
}

const rehashSome = (store: Store, vault: Vault): Promise<number> =>
  store.inTransaction(async (tx) => {
    const customers = await addressesAsHeard(tx, AT_ONCE)
    if (customers.length === 0) return 0
    const persons = await personsOf(tx, customers)
    const rows = persons.flatMap(({ customer, personal, seed }) => {
      const card = openPersonal(seed === null ? null : vault.keyFrom(seed), personal) as Card | null
      return card === null ? [] : addressRows(card, placeOfCustomer(customer), vault)
    })
    await writeAddresses(tx, rows)
    await markAddressesKept(tx, customers)
    return customers.length
  })
