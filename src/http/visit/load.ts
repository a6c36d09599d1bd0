import type { Fact } from '../../core/fact/fact.ts'
import type { Instant } from '../../core/time/instant.ts'
import { zone as zoneNamed, type Zone } from '../../core/time/zone.ts'
import { visitOf, type Visit } from '../../core/visit/visit.ts'
import type { Card } from '../../engine/turn/card.ts'
import { linkHash, linkId } from '../../engine/links/token.ts'
import { READABLE_MS } from '../../engine/turn/visit-link.ts'
import { visitLinkByHash, type VisitLink } from '../../store/links/visit-link-by-hash.ts'
import { ORIGINS, type WholeFact } from '../../store/log/fact-columns.ts'
import { personsOf, type StoredPerson } from '../../store/people/persons-of.ts'
import { openPersonal } from '../../store/people/vault.ts'
import { aliasesOf } from '../../store/views/alias-of.ts'
import { visitPromises, type VisitPromise } from '../../store/views/visit-promises.ts'
import { wholeFacts } from '../../store/views/whole-facts.ts'
import type { Doors } from '../route.ts'
import { PLAIN_BRAND, type PageBrand } from './brand.ts'

/** A link that somebody holds, and all that is known of its visit. */
export interface Held {
  readonly link: VisitLink
  /** As facts and the log name it. */
  readonly id: string
  /** What customers are called by in facts. */
  readonly alias: string
  readonly facts: readonly Fact[]
  readonly visit: Visit
  readonly person: StoredPerson | null
  readonly brand: PageBrand
  readonly zone: Zone
  readonly now: Instant
  /** Of the promise of its present window. */
  readonly promise: VisitPromise | null
  /** It can be read; else it may only be used to ask for a new one. */
  readonly isOpen: boolean
  /** The sealed part of a fact, by source and id. */
  readonly personalOf: (ref: string) => Readonly<Record<string, unknown>>
  readonly card: () => Card
}

/** The newest of a customer’s facts; nobody has as many in the time that a visit takes. */
const MOST = 10_000

/** undefined: nobody holds this link, or what it was about is no more. */
export async function held(token: string, doors: Doors): Promise<Held | undefined> {
  const { store, clock } = doors
  const now = clock()
  const hashed = linkHash(token)
  const link = await visitLinkByHash(store, hashed)
  if (link === undefined) return undefined
  const [stored, persons, aliases, promises] = await Promise.all([
    wholeFacts(store, { ...link, subject_kind: 0, subject: link.customer }, { before: null, refs: null, limit: MOST }),
    personsOf(store, [link]),
    aliasesOf(store, [link]),
    visitPromises(store, link),
  ])
  const facts = stored.map(factOf).toReversed()
  const visit = visitOf(facts, link.visit)
  const alias = aliases.get(link.customer)
  if (visit === undefined || alias === undefined) return undefined
  const person = persons[0] ?? null
  const until = Math.max(link.until, visit.window.end + READABLE_MS)
  return {
    link,
    id: linkId(hashed),
    alias,
    facts,
    visit,
    person,
    brand: brandOf(doors, person?.brand ?? null),
    zone: zoneNamed(person?.zone ?? '') ?? houseZone(doors),
    now,
    promise: windowPromise(promises, visit),
    isOpen: link.revoked === null && now <= until,
    ...sealedParts(stored, person, doors),
  }
}

function sealedParts(
  stored: readonly WholeFact[],
  person: StoredPerson | null,
  { vault }: Doors,
): Pick<Held, 'personalOf' | 'card'> {
  const open = ({ seed, personal }: Pick<WholeFact, 'seed' | 'personal'>) =>
    openPersonal(seed === null ? null : vault.keyFrom(seed), personal)
  return {
    personalOf: (ref) => {
      const fact = stored.find(({ source, id }) => `${source} ${id}` === ref)
      return (fact === undefined ? null : open(fact)) ?? {}
    },
    card: () => ((person === null ? null : open(person)) ?? {}) as Card,
  }
}

export const brandOf = ({ brands, brand: main }: Doors, name: string | null): PageBrand =>
  brands.get(name ?? main) ?? brands.get(main) ?? { ...PLAIN_BRAND, name: name ?? main }

export function houseZone({ defaultZone }: Doors): Zone {
  const zone = zoneNamed(defaultZone) ?? zoneNamed('UTC')
  if (zone === undefined) throw new Error('this runtime knows no UTC')
  return zone
}

const windowPromise = (promises: readonly VisitPromise[], { visit, window }: Visit): VisitPromise | null =>
  promises.find(({ key, due_from, due_to }) => key === visit && due_from === window.start && due_to === window.end) ??
  null

function factOf({ source, id, type, about, time, heard, origin, sequence, data }: WholeFact): Fact {
  return {
    source,
    id,
    type,
    subject: about,
    time,
    heard,
    origin: ORIGINS[origin] ?? 'outside',
    ...(sequence === null ? {} : { sequence }),
    data,
  }
}
