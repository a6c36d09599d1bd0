import { LANES, type LaneOptions } from './commits.ts'
import { openLane, type Lane } from './lane.ts'
import type { Work } from '../accept/work.ts'

export interface Lanes {
  readonly take: (work: Work) => void
  readonly waiting: () => number
  readonly idle: () => Promise<void>
  /** These subjects are folded from the log again when they are next looked at. */
  readonly forget: (subjects: readonly string[]) => void
}

export function openLanes(options: LaneOptions): Lanes {
  const lanes: readonly Lane[] = Array.from({ length: LANES }, () => openLane(options))
  return {
    take: (work) => lanes[work.place.bucket % LANES]?.take(work),
    waiting: () => lanes.reduce((sum, lane) => sum + lane.waiting(), 0),
    idle: async () => {
      await Promise.all(lanes.map((lane) => lane.idle()))
    },
    forget: (subjects) => lanes.forEach((lane) => lane.forget(subjects)),
  }
}
