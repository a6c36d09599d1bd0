import { hours, type Instant } from '../../core/time/instant.ts'
import { fixedPoints, type Point as FixedPoint } from '../points.ts'

/** Points of an open promise's life at which it is learned from: those at which it is looked at, and `tell-by`, only to judge. */
export type Point = 'made' | FixedPoint | 'tell-by'

export interface TimeOfPoint {
  readonly point: Point
  readonly at: Instant
}

interface Dated {
  readonly made: Instant
  readonly dueTo: Instant
  readonly tellBy: Instant
}

/** In the order of their time: the making first, tell-by last. What is learned is what will be asked. */
export const pointsOf = (dated: Dated): readonly TimeOfPoint[] => [
  { point: 'made', at: dated.made },
  ...fixedPoints(dated),
  { point: 'tell-by', at: dated.tellBy },
]

/** Whether a later look before tell-by is still to come: then there is time to wait and see. */
export function isLastLook({ made, tellBy }: Pick<Dated, 'made' | 'tellBy'>, at: Instant): boolean {
  return at >= Math.max(made, tellBy - hours(4))
}
