import { openCommits, type LaneOptions } from './commits.ts'
import type { Work } from '../accept/work.ts'

/** Most facts in one commit: 200 cost 38 µs each, one alone 1,100 (research of 2026-11-22); more only make others wait. */
const MOST_FACTS = 200

/** Some of the buckets, one commit at a time; what waits meanwhile goes into the next one together. */
export interface Lane {
  readonly take: (work: Work) => void
  /** Works that wait or are being committed. */
  readonly waiting: () => number
  /** When nothing waits any more. */
  readonly idle: () => Promise<void>
  /** These subjects are folded from the log again when they are next looked at. */
  readonly forget: (subjects: readonly string[]) => void
}

export function openLane(options: LaneOptions): Lane {
  const queue: Work[] = []
  const commits = openCommits(options)
  let running: Promise<void> | null = null
  let inCommit = 0

  async function run(): Promise<void> {
    while (queue.length > 0) {
      const works = nextGroup(queue)
      inCommit = works.length
      await options.ready?.()
      await commits.all(works)
      inCommit = 0
    }
    running = null
  }

  return {
    take: (work) => {
      queue.push(work)
      // The rest of what arrives in this breath joins the group.
      running ??= Promise.resolve().then(run)
    },
    waiting: () => queue.length + inCommit,
    idle: async () => {
      while (running !== null) await running
    },
    forget: commits.forget,
  }
}

/** From the front, up to MOST_FACTS facts; a work with more goes alone. */
function nextGroup(queue: Work[]): readonly Work[] {
  let facts = 0
  let count = 0
  for (const work of queue) {
    facts += Math.max(1, work.facts.length)
    if (count > 0 && facts > MOST_FACTS) break
    count += 1
  }
  return queue.splice(0, count)
}
