import type { Instant } from '../time/instant.ts'
import type { PromiseVersion } from './customer-promise.ts'

export type Told = 'told-in-time' | 'told-late' | 'silent' | 'unknown'

/**
 * How a break was told, from when each heads-up about that version left the house (accepted by a provider, or recorded
 * by a person). Word at tell-by itself is late: it had to be there by then. Without a due time nobody can say: unknown.
 */
export function toldOf({ dueTo, tellBy }: PromiseVersion, left: readonly Instant[]): Told {
  if (dueTo === null || tellBy === null) return 'unknown'
  const first = left.length === 0 ? Infinity : Math.min(...left)
  if (first < tellBy) return 'told-in-time'
  return first < dueTo ? 'told-late' : 'silent'
}
