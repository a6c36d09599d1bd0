import { hours, type Instant } from '../../core/time/instant.ts'

/** Fixed points of an open promise's life at which it is looked at again; `tell-by` only to judge and to learn. */
export type Point = 'made' | 'half' | 'three-quarters' | 'day-before' | 'hours-before' | 'tell-by'

export interface TimeOfPoint {
  readonly point: Point
  readonly at: Instant
}

interface Dated {
  readonly made: Instant
  readonly dueTo: Instant
  readonly tellBy: Instant
}

/** Those that come after the making and before tell-by, in the order of their time; the making first, tell-by last. */
export function pointsOf({ made, dueTo, tellBy }: Dated): readonly TimeOfPoint[] {
  const length = dueTo - made
  const between: readonly TimeOfPoint[] = [
    { point: 'half', at: made + Math.trunc(length / 2) },
    { point: 'three-quarters', at: made + Math.trunc((length * 3) / 4) },
    { point: 'day-before', at: tellBy - hours(24) },
    { point: 'hours-before', at: tellBy - hours(4) },
  ]
  return [
    { point: 'made', at: made },
    ...between.filter(({ at }) => at > made && at < tellBy).toSorted((a, b) => a.at - b.at),
    { point: 'tell-by', at: tellBy },
  ]
}

/** Whether a later look before tell-by is still to come: then there is time to wait and see. */
export function isLastLook({ made, tellBy }: Pick<Dated, 'made' | 'tellBy'>, at: Instant): boolean {
  return at >= Math.max(made, tellBy - hours(4))
}
