import type { Sha256 } from '../../core/fact/subject.ts'
import type { Instant } from '../../core/time/instant.ts'
import { writeAudit } from '../../store/company/write-audit.ts'
import { clearNotes } from '../../store/people/clear-notes.ts'
import { clearPerson } from '../../store/people/clear-person.ts'
import { deleteAddresses } from '../../store/people/delete-addresses.ts'
import { deleteVisitLinks } from '../../store/people/delete-visit-links.ts'
import { deleteKeys } from '../../store/people/delete-keys.ts'
import { dropWaiting } from '../../store/people/drop-waiting.ts'
import { whatStays, type WhatStays } from '../../store/people/what-stays.ts'
import { writeErased } from '../../store/people/write-erased.ts'
import type { CustomerPlace } from '../../store/ledger/decisions-of.ts'
import type { Store, Tx } from '../../store/store.ts'
import { whoseAre } from './whose.ts'

export interface EraseOrder {
  /** A key some system issued, or a customer's id. */
  readonly alias: string
  readonly by: string
  readonly now: Instant
}

export interface Erased {
  /** The ids that meant this customer. */
  readonly customers: readonly string[]
  readonly gone: {
    readonly keys: number
    readonly cards: number
    readonly addresses: number
    readonly notes: number
    readonly links: number
    readonly waiting: number
  }
  readonly stays: WhatStays
}

/**
 * Deletes a customer's keys, so that whatever is personal can never be read again, and all that was kept in the open to
 * find or reach them. Facts, promises and decisions stay without it: what was counted stays true. Null: nothing was ever
 * heard of them.
 */
export const eraseCustomer = (store: Store, order: EraseOrder, sha256: Sha256): Promise<Erased | null> =>
  store.inTransaction(async (tx) => {
    const places = await whoseAre(tx, order.alias, sha256)
    const stays = await sumOf(places, (place) => whatStays(tx, place))
    if (stays['facts'] === 0) return null
    const { by, now } = order
    const customers = places.map(({ customer }) => customer)
    await writeAudit(tx, { at: now, who: by, what: 'erase', detail: { customers } })
    const gone = await sumOf(places, (place) => eraseOne(tx, place, { by, now }))
    return { customers, gone, stays }
  })

type Gone = Erased['gone']

async function eraseOne(tx: Tx, place: CustomerPlace, { by, now }: Omit<EraseOrder, 'alias'>): Promise<Gone> {
  const gone = {
    keys: await deleteKeys(tx, place),
    cards: await clearPerson(tx, place),
    addresses: await deleteAddresses(tx, place),
    notes: await clearNotes(tx, place),
    links: await deleteVisitLinks(tx, place),
    waiting: await dropWaiting(tx, place, now),
  }
  await writeErased(tx, place, { now, by })
  return gone
}

/** Field by field, over all ids that are one customer. */
async function sumOf<Counts extends object>(
  places: readonly CustomerPlace[],
  countsOf: (place: CustomerPlace) => Promise<Counts>,
): Promise<Counts> {
  let sum: Record<string, number> = {}
  for (const place of places) {
    const counts = Object.entries(await countsOf(place)) as [string, number][]
    sum = Object.fromEntries(counts.map(([name, n]) => [name, n + (sum[name] ?? 0)]))
  }
  return sum as Counts
}
