/** Over which channels a brand speaks, first rung first, and over which a silo is nudged. */
export interface Ladders {
  /** The brand of a customer of whom nothing else was heard. */
  readonly brand: string
  /** The last rung stands for all after it. */
  readonly of: (brand: string, rung: number) => string
  /** How many rungs a brand has. */
  readonly rungs: (brand: string) => number
  readonly nudge: (silo: string) => string
}

export interface LadderSettings {
  readonly brand: string
  readonly brands: Readonly<Record<string, readonly string[]>>
  readonly silos: Readonly<Record<string, string>>
}

/** Nothing is set: everything goes to the outbox folder, where a person can read it. */
const FALLBACK: readonly string[] = ['outbox']

export function laddersOf({ brand, brands, silos }: LadderSettings): Ladders {
  const rungsOf = (name: string): readonly string[] => {
    const rungs = brands[name] ?? brands[brand] ?? FALLBACK
    return rungs.length === 0 ? FALLBACK : rungs
  }
  return {
    brand,
    of: (name, rung) => rungsOf(name)[rung] ?? rungsOf(name).at(-1) ?? 'outbox',
    rungs: (name) => rungsOf(name).length,
    nudge: (silo) => silos[silo] ?? 'outbox',
  }
}
