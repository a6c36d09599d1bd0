import type { Instant } from '../core/time/instant.ts'
import type { Store } from '../store/store.ts'
import { dueSubjects } from '../store/timer/due-subjects.ts'
import { openPoll, type Poll } from './poll.ts'
import { TICK } from './ticks.ts'
import type { Place } from './turn/load.ts'

const MOST_WOKEN = 500

export interface WakerOptions {
  readonly store: Store
  readonly buckets: readonly number[]
  readonly clock: () => Instant
  /** Gives the subject a turn; settled when it is on record. */
  readonly wake: (place: Place) => Promise<void>
  readonly onTrouble: (error: unknown) => void
}

export interface Waker extends Poll {
  /** Somebody is to be looked at at this time: do not wait for the next poll if it is sooner. */
  readonly expect: (at: Instant) => void
  /** Wakes all who are due, now; answers how many they were. */
  readonly round: () => Promise<number>
}

/** Looks at subjects when their hour has come, as far as it is told: by `expect`, and by whoever asks the table each second. */
export function openWaker({ store, buckets, clock, wake, onTrouble }: WakerOptions): Waker {
  async function round(): Promise<number> {
    const due = await dueSubjects(store, { buckets, before: clock(), limit: MOST_WOKEN })
    await Promise.all(due.map(({ bucket, subject_kind: kind, subject }) => wake({ bucket, kind, subject })))
    return due.length
  }
  const poll = openPoll({ every: Infinity, round: async () => (await round()) === MOST_WOKEN, onTrouble })
  return {
    ...poll,
    round,
    // One millisecond later: what is planned for an instant is decided after the facts of that instant.
    expect: (at) => {
      const after = at + 1 - clock()
      // Those further away are found in the table when their second has come.
      if (after <= TICK) poll.within(after)
    },
  }
}
