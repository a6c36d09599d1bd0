import type { Fact } from '../../core/fact/fact.ts'
import { joinPersonal } from '../../core/fact/personal.ts'
import { customerId, type Sha256 } from '../../core/fact/subject.ts'
import { keptAddress } from '../../core/message/address.ts'
import { personsOf } from '../../store/people/persons-of.ts'
import type { CustomerPlace } from '../../store/ledger/decisions-of.ts'
import type { AddressRow } from '../../store/people/write-addresses.ts'
import type { PersonRow } from '../../store/people/write-persons.ts'
import { openPersonal, seal, type Vault } from '../../store/people/vault.ts'
import type { Tx } from '../../store/store.ts'
import type { Incoming } from '../accept/incoming.ts'
import type { Known } from './known.ts'
import type { Sealed } from './rows.ts'
import type { Writes } from './writes.ts'

/** How a customer is addressed and reached; it lives under the customer's own key. */
export interface Card {
  readonly name?: string
  readonly address?: string
  readonly reach?: readonly { readonly channel: string; readonly address: string }[]
}

export type Cards = Map<string, Card>

/** What is on record of those whose card may change now. */
export async function loadCards(tx: Tx, knowns: readonly Known[], vault: Vault): Promise<Cards> {
  const customers = knowns.map(({ bucket, subject }) => ({ bucket, customer: subject }))
  const stored = customers.length === 0 ? [] : await personsOf(tx, customers)
  return new Map(
    stored.map(({ customer, personal, seed }) => {
      const key = seed === null ? null : vault.keyFrom(seed)
      return [customer, (openPersonal(key, personal) ?? {}) as Card]
    }),
  )
}

export const changesCard = ({ type }: Fact): boolean => type === 'customer.updated'

export interface Sealing {
  readonly vault: Vault
  readonly writes: Writes
  readonly now: number
}

/** Seals what is personal of a fact under its customer's key, made now if this is the first of it. */
export function sealPersonal(known: Known, data: object | null, { vault, writes, now }: Sealing): Sealed {
  if (data === null) return { personal: null, keyId: null }
  if (known.key === null) {
    const { key, seed } = vault.newKey()
    known.key = { id: 1, key }
    writes.keys.push({ bucket: known.bucket, customer: known.subject, key_id: 1, seed, made: now })
  }
  return { personal: seal(known.key.key, data), keyId: known.key.id }
}

export interface CardKeeping extends Sealing {
  readonly cards: Cards
  readonly sha256: Sha256
}

/** Keeps what a fact says of a customer as a person: how to reach them, what they consented to, their other keys. */
export function keepPerson(known: Known, { fact, personal }: Incoming, keeping: CardKeeping): void {
  const { type } = fact
  if (type === 'customer.updated') keepCard(known, { fact, personal }, keeping)
  if (type === 'customer.alias') keepLink(known, fact, keeping)
  if (type === 'consent.given' || type === 'consent.withdrawn') keepConsent(known, fact, keeping)
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function keepCard(known: Known, { fact, personal }: Pick<Incoming, 'fact' | 'personal'>, keeping: CardKeeping): void {
  const { cards, writes, vault } = keeping
  const { zone, language, area, brand, prefers } = fact.data
  // `reach` is heard whole: the new list takes the place of the old.
  const said = personal === null ? {} : (joinPersonal({ reach: fact.data['reach'] }, personal) as Card)
  const card = { ...cards.get(known.subject), ...withoutAbsent(said) }
  cards.set(known.subject, card)
  const { personal: sealed, keyId } = sealPersonal(known, personal === null ? null : card, keeping)
  keepRow(writes, {
    bucket: known.bucket,
    customer: known.subject,
    zone: textOf(zone),
    language: textOf(language),
    area: textOf(area),
    brand: textOf(brand),
    prefers: textOf(prefers),
    heard: fact.heard,
    personal: sealed,
    key_id: keyId,
  })
  const { bucket, subject: customer } = known
  if (personal !== null) writes.addresses.push(...addressRows(card, { bucket, customer }, vault))
}

/** By what hash each of somebody's addresses is found again. */
export const addressRows = ({ reach = [] }: Card, place: CustomerPlace, vault: Vault): readonly AddressRow[] =>
  reach.map(({ channel, address }) => ({ ...place, hash: vault.keyedHash(keptAddress(channel, address)), channel }))

/** A commit writes a person once: what is said later of them stands, what it leaves out stays. */
function keepRow({ persons }: Writes, row: PersonRow): void {
  const at = persons.findIndex(({ customer }) => customer === row.customer)
  const before = persons[at]
  if (before === undefined) persons.push(row)
  else
    persons[at] = {
      ...before,
      ...(Object.fromEntries(Object.entries(row).filter(([, said]) => said !== null)) as PersonRow),
    }
}

const withoutAbsent = (card: Card): Card =>
  Object.fromEntries(Object.entries(card).filter(([, value]) => value !== undefined && value !== null))

function keepLink(known: Known, { data, heard }: Fact, { writes, sha256 }: CardKeeping): void {
  const alias = textOf(data['alias'])
  if (alias === null) return
  const undone = data['undone'] === true ? heard : null
  const other = customerId(alias, sha256)
  writes.links.push({ bucket: known.bucket, customer: known.subject, other, alias, since: heard, undone })
}

function keepConsent(known: Known, { type, time, data }: Fact, { writes }: CardKeeping): void {
  writes.consents.push({
    bucket: known.bucket,
    customer: known.subject,
    channel: textOf(data['channel']) ?? 'all',
    class: textOf(data['class']) ?? 'all',
    about: textOf(data['about']) ?? '',
    valid_from: time,
    given: type === 'consent.given',
  })
}
