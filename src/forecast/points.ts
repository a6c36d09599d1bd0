import type { PromiseVersion } from '../core/promise/customer-promise.ts'
import { hours, type Instant } from '../core/time/instant.ts'

/** A fixed point of a version's life at which it is looked at again, by the name a decision keeps as its occurrence. */
export type Point = 'half' | 'three-quarters' | 'day-before' | 'hours-before'

export interface FixedPoint {
  readonly point: Point
  readonly at: Instant
}

const NONE: readonly FixedPoint[] = []

/**
 * When an open version is looked at again after its making, in order: at ½ and ¾ of the time from its making to its
 * tell-by, and 24 and 4 hours before tell-by. The life that counts here ends at tell-by: word that leaves then, or later,
 * comes late. Those 24 and 4 hours are left out when the promise is younger. Without a due time there are none.
 */
export function fixedPoints({
  made,
  tellBy,
  dueTo,
}: Pick<PromiseVersion, 'made' | 'tellBy' | 'dueTo'>): readonly FixedPoint[] {
  if (tellBy === null || dueTo === null || tellBy <= made) return NONE
  const life = tellBy - made
  const points: readonly FixedPoint[] = [
    { point: 'half', at: made + Math.trunc(life / 2) },
    { point: 'three-quarters', at: made + Math.trunc((life * 3) / 4) },
    { point: 'day-before', at: tellBy - hours(24) },
    { point: 'hours-before', at: tellBy - hours(4) },
  ]
  return points.filter(({ at }) => at > made).toSorted((a, b) => a.at - b.at)
}

/** The last fixed point: what is not known by then cannot be told in time. null: there is none. */
export const lastPoint = (version: PromiseVersion): Instant | null => fixedPoints(version).at(-1)?.at ?? null
