import { ALL_BUCKETS } from '../../store/bucket.ts'
import { waitingRelay, type WaitingRelay } from '../../store/relay/waiting-relay.ts'
import type { Store } from '../../store/store.ts'
import type { Naming } from '../accept/incoming.ts'
import type { Work } from '../accept/work.ts'
import { passOnOnce } from '../incident/pass-on.ts'
import { openPoll, type Poll } from '../poll.ts'
import { relayed } from './relayed.ts'

/** As many as two commits take (lane.ts): while one waits for the disk, the next is folded. */
const MOST_AT_ONCE = 400

export interface RelayOptions extends Naming {
  readonly store: Store
  readonly take: (work: Work) => void
  readonly onTrouble: (error: unknown) => void
}

export interface Relay extends Poll {
  /** Hands on what waits, once; answers how much it was. */
  readonly round: () => Promise<number>
}

/**
 * Brings what one subject's turn tells another to that turn. The row goes with the commit of the turn that hears it, and
 * what was heard is marked, so that it is heard at least once and counts once.
 */
export function openRelay(options: RelayOptions): Relay {
  const { store, take, onTrouble } = options
  const deliver = (row: WaitingRelay): Promise<void> =>
    new Promise((done, failed) => {
      const { bucket, subject_kind, subject, n } = row
      take({
        place: { subject, bucket, kind: subject_kind },
        facts: [relayed(row, options)],
        also: ({ delivered }) => void delivered.push({ bucket, subject_kind, subject, n }),
        done: () => done(),
        failed,
      })
    })
  async function round(): Promise<number> {
    // One bucket's customers at a time, so that what is passed on reaches the first of them soon.
    const isPassing = await passOnOnce(store)
    const waiting = await waitingRelay(store, ALL_BUCKETS, MOST_AT_ONCE)
    await Promise.all(waiting.map(deliver))
    return waiting.length + Number(isPassing)
  }
  const poll = openPoll({ every: Infinity, round: async () => (await round()) > 0, onTrouble })
  return { ...poll, round }
}
