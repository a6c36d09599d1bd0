import type { Instant } from '../../core/time/instant.ts'
import type { Load } from '../load.ts'
import type { Age } from './chances.ts'
import type { Traits } from './past.ts'

/** One open promise version at one instant, as far as a forecast looks at it. */
export interface Asked {
  readonly owner: string
  readonly kind: string
  readonly traits: Traits
  /** Who has the work now, who had it before, and how often it changed hands; null: not known. */
  readonly holder: string | null
  readonly from: string | null
  readonly handOvers: number
  readonly made: Instant
  readonly dueTo: Instant | null
  readonly tellBy: Instant | null
  readonly at: Instant
  readonly load: Load | null
}

/** A version whose due time is known. */
export type DatedAsked = Asked & { readonly dueTo: Instant; readonly tellBy: Instant }

export const isDated = (asked: Asked): asked is DatedAsked => asked.dueTo !== null && asked.tellBy !== null

export function ageOf({ made, dueTo, tellBy, at }: Pick<DatedAsked, 'made' | 'dueTo' | 'tellBy' | 'at'>): Age {
  if (at >= tellBy) return { toTellBy: 1, toDue: share(at - tellBy, dueTo - tellBy) }
  return { toTellBy: share(at - made, tellBy - made), toDue: 0 }
}

const share = (part: number, whole: number): number => (part <= 0 ? 0 : part >= whole ? 1 : part / whole)

/** What a table of the model may look at besides traits. */
const OF_WORK = ['owner', 'kind', 'holder', 'from', 'hand-overs'] as const
type OfWork = (typeof OF_WORK)[number]

const isOfWork = (name: string): name is OfWork => (OF_WORK as readonly string[]).includes(name)

/** Nine hand-overs and more are alike: too few to tell apart. */
const MOST_HAND_OVERS = 9

/** The text under which a version stands in a table over these; null: one of them is not known. */
export function cellOf(asked: Asked, of: readonly string[]): string | null {
  let cell = ''
  for (const name of of) {
    const value = isOfWork(name) ? workValue(asked, name) : (asked.traits[name] ?? null)
    if (value === null || value === '') return null
    cell = cell === '' ? value : `${cell} · ${value}`
  }
  return cell
}

function workValue(asked: Asked, name: OfWork): string | null {
  switch (name) {
    case 'owner':
      return asked.owner
    case 'kind':
      return asked.kind
    case 'holder':
      return asked.holder
    case 'from':
      return asked.from
    case 'hand-overs':
      return String(Math.min(asked.handOvers, MOST_HAND_OVERS))
  }
}
