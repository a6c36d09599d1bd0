import type { Fact } from '../../core/fact/fact.ts'
import type { Decision } from '../../core/message/decision.ts'
import { firstInChain } from '../../core/visit/chain.ts'
import { visitOf } from '../../core/visit/visit.ts'
import { days, type Instant } from '../../core/time/instant.ts'
import type { VisitLinkRow } from '../../store/links/write-visit-links.ts'
import type { Vault } from '../../store/people/vault.ts'
import type { StoredLook } from '../words/text-look.ts'
import { linkHash, linkToken } from '../links/token.ts'
import type { Known } from './known.ts'
import type { Writes } from './writes.ts'

/** A link can be read so long after the visit's window, or after the message that carries it. */
export const READABLE_MS = days(14)

/** Which link a message carries: its token can be made again of it, and of nothing else that is kept. */
export interface CarriedLink {
  readonly visit: string
  readonly generation: number
}

/** null: what is said is not about a visit. */
export function linkCarried({ turn }: Known, { promise: id, because, action }: Decision): CarriedLink | null {
  if (action.do !== 'say') return null
  const cause = turn.ledger.facts.get(because.facts[0] ?? '')?.data['visit']
  const key = (id === null ? undefined : turn.published.get(id)?.key) ?? cause
  const facts = [...turn.ledger.facts.values()]
  const visit = first(facts, key) ?? first(facts, cause)
  return visit === undefined ? null : { visit, generation: generationOf(facts, visit) }
}

const first = (facts: readonly Fact[], key: unknown): string | undefined =>
  typeof key === 'string' ? firstInChain(facts, key) : undefined

/** Whoever asks for a new link, or takes the old ones back, gets another token with the next message. */
export const generationOf = (facts: readonly Fact[], visit: string): number =>
  facts.filter(({ type, data }) => /^link\.(requested|revoked)$/.test(type) && data['visit'] === visit).length

interface Carrying {
  readonly vault: Vault
  readonly writes: Writes
}

/** Written in the commit of the message, so that no link is sent that leads nowhere. */
export function writeLink(known: Known, { link, at = 0 }: StoredLook, { vault, writes }: Carrying): void {
  if (link === undefined) return
  const { bucket, subject: customer, turn } = known
  const row = linkRow(vault, { bucket, customer, carried: link, facts: [...turn.ledger.facts.values()], at })
  if (writes.visitLinks.every(({ hash }) => hash !== row.hash)) writes.visitLinks.push(row)
}

export interface Linking {
  readonly bucket: number
  readonly customer: string
  readonly carried: CarriedLink
  readonly facts: readonly Fact[]
  readonly at: Instant
}

export function linkRow(vault: Vault, { bucket, customer, carried, facts, at }: Linking): VisitLinkRow {
  const hashed = linkHash(linkToken(vault, { customer, ...carried }))
  const ends = visitOf(facts, carried.visit)?.window.end ?? at
  const until = Math.max(ends, at) + READABLE_MS
  return { bucket, hash: `\\x${hashed.toString('hex')}`, customer, visit: carried.visit, made: at, until }
}

/** A fact that takes a visit's links back. */
export function hearsRevoked({ bucket, subject: customer }: Known, { type, data, heard }: Fact, writes: Writes): void {
  const { visit } = data
  if (type === 'link.revoked' && typeof visit === 'string')
    writes.linksRevoked.push({ bucket, customer, visit, revoked: heard })
}
