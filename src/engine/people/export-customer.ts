import type { Fact } from '../../core/fact/fact.ts'
import { joinPersonal } from '../../core/fact/personal.ts'
import type { Sha256 } from '../../core/fact/subject.ts'
import type { CustomerPlace } from '../../store/ledger/decisions-of.ts'
import { ORIGINS, type WholeFact } from '../../store/log/fact-columns.ts'
import { onRecordOf, type OnRecord } from '../../store/people/on-record-of.ts'
import { personsOf } from '../../store/people/persons-of.ts'
import { openPersonal, type Vault } from '../../store/people/vault.ts'
import { wholeFactsOf } from '../../store/people/whole-facts-of.ts'
import type { Tx } from '../../store/store.ts'
import type { Card } from '../turn/card.ts'
import { whoseAre } from './whose.ts'

/** How a customer is known: what is said in the open, and what is under their key. */
export interface KnownPerson {
  readonly zone: string | null
  readonly language: string | null
  readonly brand: string | null
  readonly prefers: string | null
  readonly card: Card | null
}

/** All that is on record about one customer, readable. */
export interface CustomerExport extends OnRecord {
  readonly customers: readonly string[]
  readonly persons: readonly KnownPerson[]
  readonly facts: readonly Fact[]
  /** Facts with a part that nobody can read any more: its key was deleted. */
  readonly unreadable: number
}

export interface Reading {
  readonly sha256: Sha256
  readonly vault: Vault
}

/** Everything known of a customer, for somebody who asks what is known of them; null: nothing was ever heard of them. */
export async function exportCustomer(
  tx: Tx,
  alias: string,
  { sha256, vault }: Reading,
): Promise<CustomerExport | null> {
  const places = await whoseAre(tx, alias, sha256)
  const stored = await wholeFactsOf(tx, places)
  if (stored.length === 0) return null
  return {
    customers: places.map(({ customer }) => customer),
    persons: await personsIn(tx, places, vault),
    facts: stored.map((fact) => readable(fact, vault)),
    unreadable: stored.filter((fact) => isSealedFor(fact, vault)).length,
    ...(await onRecordOf(tx, places)),
  }
}

async function personsIn(tx: Tx, places: readonly CustomerPlace[], vault: Vault): Promise<readonly KnownPerson[]> {
  const persons = await personsOf(tx, places)
  return persons.map(({ zone, language, brand, prefers, personal, seed }) => {
    const key = seed === null ? null : vault.keyFrom(seed)
    return { zone, language, brand, prefers, card: openPersonal(key, personal) as Card | null }
  })
}

const openedOf = ({ personal, seed }: WholeFact, vault: Vault) =>
  openPersonal(seed === null ? null : vault.keyFrom(seed), personal)

const isSealedFor = (fact: WholeFact, vault: Vault): boolean => fact.personal !== null && openedOf(fact, vault) === null

function readable(stored: WholeFact, vault: Vault): Fact {
  const { source, id, type, about, time, heard, origin, sequence, known, history, data } = stored
  return {
    source,
    id,
    type,
    subject: about,
    time,
    heard,
    origin: ORIGINS[origin] ?? 'outside',
    ...(sequence === null ? {} : { sequence }),
    ...(known === null ? {} : { known }),
    ...(history ? { history } : {}),
    data: joinPersonal(data, openedOf(stored, vault)),
  }
}
