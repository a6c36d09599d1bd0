import type { Problem } from '../../core/document/problem.ts'
import type { Sha256 } from '../../core/fact/subject.ts'
import type { Instant } from '../../core/time/instant.ts'
import { firstInChain } from '../../core/visit/chain.ts'
import { factsOf } from '../../store/log/facts-of.ts'
import { writeVisitLinks } from '../../store/links/write-visit-links.ts'
import { placeOfCustomer } from '../../store/people/place-of-customer.ts'
import type { Vault } from '../../store/people/vault.ts'
import type { Tx } from '../../store/store.ts'
import { meantBy } from '../people/whose.ts'
import { generationOf, linkRow } from '../turn/visit-link.ts'
import { linkToken } from './token.ts'

export interface LinkOrder {
  /** A key some system issued, or a customer's id. */
  readonly alias: string
  /** Any of the visits that follow each other. */
  readonly visit: string
  readonly now: Instant
}

export interface Linking {
  readonly sha256: Sha256
  readonly vault: Vault
}

export interface MadeLink {
  readonly token: string
  /** The first of those that follow each other. */
  readonly visit: string
  readonly generation: number
}

/** The very link that messages about this visit carry, for somebody who helps its customer on the telephone, and for tests. */
export async function makeLink(
  tx: Tx,
  { alias, visit, now }: LinkOrder,
  { sha256, vault }: Linking,
): Promise<MadeLink | { readonly problem: Problem }> {
  const { bucket, customer } = placeOfCustomer(meantBy(alias, sha256))
  const logged = await factsOf(tx, [{ bucket, subject_kind: 0, subject: customer }])
  const facts = logged.map(({ fact }) => fact)
  const first = firstInChain(facts, visit)
  if (first === undefined) return { problem: noSuchVisit(alias, visit) }
  const carried = { visit: first, generation: generationOf(facts, first) }
  await writeVisitLinks(tx, [linkRow(vault, { bucket, customer, carried, facts, at: now })])
  return { token: linkToken(vault, { customer, ...carried }), ...carried }
}

const noSuchVisit = (alias: string, visit: string): Problem => ({
  level: 'error',
  code: 'no-such-visit',
  place: {},
  reason: `No visit “${visit}” was ever booked for ${alias}.`,
  mend: 'Check both keys; they are written as their systems issued them.',
})
