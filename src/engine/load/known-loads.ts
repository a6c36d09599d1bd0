import type { Instant } from '../../core/time/instant.ts'
import { lastWholeHour, type Load, type Loads } from '../../forecast/load.ts'

interface Pair {
  readonly owner: string
  readonly kind: string
  /** Whole hours, ascending, at which the load came to read differently. */
  readonly hours: Instant[]
  readonly loads: Load[]
}

export interface KnownLoads extends Loads {
  /** Hour by hour, the earliest first. */
  readonly put: (hour: Instant, load: { readonly owner: string; readonly kind: string; readonly load: Load }) => void
  /** As each pair stands now. */
  readonly newest: () => readonly { readonly owner: string; readonly kind: string; readonly load: Load }[]
  /** Forgets what was before this hour, and is so no more. */
  readonly forgetBefore: (hour: Instant) => void
}

/** The loads of all silos in memory, each for its hours. */
export function knownLoads(): KnownLoads {
  const pairs = new Map<string, Pair>()
  return {
    at: (owner, kind, now) => {
      const pair = pairs.get(nameOf(owner, kind))
      if (pair === undefined) return null
      const hour = lastWholeHour(now)
      return pair.loads[pair.hours.findLastIndex((at) => at <= hour)] ?? null
    },
    put: (hour, { owner, kind, load }) => {
      const pair = pairs.get(nameOf(owner, kind)) ?? { owner, kind, hours: [], loads: [] }
      pair.hours.push(hour)
      pair.loads.push(load)
      pairs.set(nameOf(owner, kind), pair)
    },
    newest: () =>
      [...pairs.values()].flatMap(({ owner, kind, loads }) => {
        const load = loads.at(-1)
        return load === undefined ? [] : [{ owner, kind, load }]
      }),
    forgetBefore: (hour) => {
      for (const { hours, loads } of pairs.values()) {
        const stands = Math.max(
          0,
          hours.findLastIndex((at) => at <= hour),
        )
        hours.splice(0, stands)
        loads.splice(0, stands)
      }
    },
  }
}

const nameOf = (owner: string, kind: string): string => `${owner}\n${kind}`
