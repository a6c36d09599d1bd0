import { setTimeout as sleep } from 'node:timers/promises'
import type { Duration } from '../../core/time/instant.ts'

/** How many units are under way at once, and how many leave in a second. */
export interface Pace {
  /** Waits for its place and its time, then runs. */
  run<Result>(work: () => Promise<Result>): Promise<Result>
  /** Nothing more leaves before then: the other side asked for it. */
  rest(until: Duration): void
}

export function paceOf(atOnce: number, perSecond: number | null): Pace {
  const gap = perSecond === null ? 0 : 1000 / perSecond
  const waiting: (() => void)[] = []
  let free = atOnce
  let next = 0
  const turn = async (): Promise<void> => {
    const now = performance.now()
    // Timers are a millisecond late: what is due within one goes now, and the average stays.
    const at = Math.max(next, now)
    next = at + gap
    if (at - now >= 1) await sleep(at - now)
  }
  return {
    run: async (work) => {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        await turn()
        return await work()
      } finally {
        const first = waiting.shift()
        if (first === undefined) free += 1
        else first()
      }
    },
    rest: (until) => {
      next = Math.max(next, performance.now() + until)
    },
  }
}
