import type { AddressKind } from '../../core/message/channel.ts'

/** Over which channels a brand speaks, and over which a silo is nudged. */
export interface Ladders {
  /** The brand of a customer of whom nothing else was heard. */
  readonly brand: string
  /** The channels of a brand for one customer, the first to be tried in front; never none. */
  readonly of: (brand: string, reached: Reached) => readonly string[]
  readonly nudge: (silo: string) => string
}

/** What was heard of how a customer is reached. */
export interface Reached {
  /** The kind of address they like. */
  readonly prefers: string | null
  /** The kinds they have an address of; null: nobody has said. */
  readonly reach: ReadonlySet<string> | null
  /** The kind over which they have just spoken, when this answers it. */
  readonly used: string | null
}

export const NOT_HEARD: Reached = { prefers: null, reach: null, used: null }

export interface LadderSettings {
  readonly brand: string
  readonly brands: Readonly<Record<string, readonly string[]>>
  readonly silos: Readonly<Record<string, string>>
}

/** Nothing is set: everything goes to the outbox folder, where a person can read it. */
const FALLBACK: readonly string[] = ['outbox']

/** `kinds`: which address each channel needs, by its name; one that is not among them needs none. */
export function laddersOf(
  { brand, brands, silos }: LadderSettings,
  kinds: ReadonlyMap<string, AddressKind> = new Map(),
): Ladders {
  const rungsOf = (name: string): readonly string[] => {
    const rungs = brands[name] ?? brands[brand] ?? FALLBACK
    return rungs.length === 0 ? FALLBACK : rungs
  }
  const kindOf = (channel: string): AddressKind => kinds.get(channel) ?? 'none'
  return {
    brand,
    of: (name, reached) => inOrder(rungsOf(name), reached, kindOf),
    nudge: (silo) => silos[silo] ?? 'outbox',
  }
}

/**
 * The kind just used first, then the one they like, then as the brand has set them: the cheapest first, as a company knows
 * it. One that lacks an address is left out; where all do, the first stays, so that what became of it is on record.
 */
function inOrder(
  rungs: readonly string[],
  { prefers, reach, used }: Reached,
  kindOf: (channel: string) => AddressKind,
): readonly string[] {
  if (rungs.length === 1) return rungs
  const reachable = rungs.filter(
    (channel) => reach === null || kindOf(channel) === 'none' || reach.has(kindOf(channel)),
  )
  if (reachable.length === 0) return rungs.slice(0, 1)
  const before = (channel: string): number =>
    kindOf(channel) === 'none' ? 2 : kindOf(channel) === used ? 0 : kindOf(channel) === prefers ? 1 : 2
  return reachable.toSorted((a, b) => before(a) - before(b))
}

/** The rungs after those that were tried, in their order; none: the next one is a person. */
export const rungsLeft = (ladder: readonly string[], tried: readonly string[]): readonly string[] =>
  ladder.filter((channel) => !tried.includes(channel))
