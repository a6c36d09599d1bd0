import type { Instant } from '../../core/time/instant.ts'

/** Keeps within so many a second, where a channel has such a limit. */
export interface Pace {
  /** How many more may go in this second. */
  readonly room: () => number
  readonly took: (count: number) => void
  /** Milliseconds until there is room again, when there is none. */
  readonly opensIn: () => number
}

export function openPace(perSecond: number | null, clock: () => Instant): Pace {
  let second = 0
  let taken = 0
  return {
    room: () => {
      if (perSecond === null) return Infinity
      const now = Math.floor(clock() / 1000)
      if (now !== second) {
        second = now
        taken = 0
      }
      return perSecond - taken
    },
    took: (count) => void (taken += count),
    opensIn: () => 1000 - (clock() % 1000),
  }
}
