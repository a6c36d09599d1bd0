import { keptAddress } from '../../core/message/address.ts'
import type { CustomerPlace } from '../../store/ledger/decisions-of.ts'
import { customersAt } from '../../store/people/customers-at.ts'
import { linkedCustomers } from '../../store/people/linked-customers.ts'
import { personsOf } from '../../store/people/persons-of.ts'
import { openPersonal, type Vault } from '../../store/people/vault.ts'
import type { Tx } from '../../store/store.ts'
import type { Card } from '../turn/card.ts'

export interface AtAddress {
  /** Whoever was ever known there. */
  readonly all: readonly CustomerPlace[]
  /** Those of them who may have written: who has it on their card now, else all; of customers who are one, the main id. */
  readonly candidates: readonly CustomerPlace[]
}

export interface Address {
  readonly kind: string
  /** In its kept form. */
  readonly address: string
  readonly hash: string
}

export function addressOf(kind: string, from: string, vault: Vault): Address {
  const address = keptAddress(kind, from)
  return { kind, address, hash: vault.keyedHash(address) }
}

/** Who may be at an address; it never makes a customer and never joins two. */
export async function atAddress(tx: Tx, { kind, address, hash }: Address, vault: Vault): Promise<AtAddress> {
  const all = await customersAt(tx, hash)
  if (all.length <= 1) return { all, candidates: all }
  const persons = await personsOf(tx, all)
  const now = new Set(
    persons.flatMap(({ customer, personal, seed }) => {
      const card = openPersonal(seed === null ? null : vault.keyFrom(seed), personal) as Card | null
      const isThere = card?.reach?.some((one) => keptAddress(kind, one.address) === address) === true
      return isThere ? [customer] : []
    }),
  )
  const present = now.size === 0 ? all : all.filter(({ customer }) => now.has(customer))
  return { all, candidates: await withoutMerged(tx, present) }
}

/** Of two ids that were stated to be one customer the smaller is the main one. */
async function withoutMerged(tx: Tx, places: readonly CustomerPlace[]): Promise<readonly CustomerPlace[]> {
  const gone = new Set<string>()
  for (const place of places) {
    if (gone.has(place.customer)) continue
    for (const other of await linkedCustomers(tx, place)) if (other > place.customer) gone.add(other)
  }
  return places.filter(({ customer }) => !gone.has(customer))
}
