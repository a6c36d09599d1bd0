import type { Duration } from '../core/time/instant.ts'

export interface Polling {
  /** How long after a look it looks again when nobody has said that something is there; Infinity: only when told. */
  readonly every: Duration
  /** Looks once; true: there is more, look again at once. */
  readonly round: () => Promise<boolean>
  readonly onTrouble: (error: unknown) => void
}

/** Looks at a table every so often, or sooner when somebody says so; never twice at once. */
export interface Poll {
  readonly start: () => void
  /** Looks within so many milliseconds. */
  readonly within: (milliseconds: number) => void
  /** Looks no more; settled when the look it has begun is over. */
  readonly stop: () => Promise<void>
}

interface Looking extends Polling {
  timer: NodeJS.Timeout | undefined
  /** When the timer rings, by performance.now(). */
  at: number
  running: Promise<void> | null
  /** How soon somebody asked to look again while it was looking. */
  asked: number
  stopped: boolean
}

export function openPoll(polling: Polling): Poll {
  const looking: Looking = {
    ...polling,
    timer: undefined,
    at: Infinity,
    running: null,
    asked: Infinity,
    stopped: true,
  }
  return {
    start: () => {
      looking.stopped = false
      plan(looking, 0)
    },
    within: (milliseconds) => {
      const after = Math.max(0, milliseconds)
      if (looking.running !== null) looking.asked = Math.min(looking.asked, after)
      else if (performance.now() + after < looking.at) plan(looking, after)
    },
    stop: async () => {
      looking.stopped = true
      clearTimeout(looking.timer)
      await looking.running
    },
  }
}

function plan(looking: Looking, after: number): void {
  if (looking.stopped) return
  clearTimeout(looking.timer)
  looking.asked = Infinity
  looking.at = performance.now() + after
  if (after === Infinity) return
  looking.timer = setTimeout(() => {
    looking.running ??= look(looking)
  }, after).unref()
}

async function look(looking: Looking): Promise<void> {
  try {
    while ((await looking.round()) && !looking.stopped);
  } catch (error) {
    looking.onTrouble(error)
  }
  looking.running = null
  plan(looking, Math.min(looking.every, looking.asked))
}
