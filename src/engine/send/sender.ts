import type { Channel, OutMessage, SendAnswer } from '../../core/message/channel.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { AskedMessage, DueMessage } from '../../store/outbox/due-messages.ts'
import type { Store } from '../../store/store.ts'
import type { Fate } from './fates.ts'
import { openFlights } from './flights.ts'
import { openPace } from './pace.ts'
import { openPoll, type Poll } from '../poll.ts'
import { takeDue, type Due, type TakingDue } from './take-due.ts'

/** Most messages taken by one transaction. */
const MOST_TAKEN = 200

export interface SenderOptions extends Omit<TakingDue, 'now' | 'limit' | 'channel'> {
  readonly store: Store
  readonly channel: Channel
  readonly clock: () => Instant
  /** Makes sure that the texts are those in force; before any message taken is worded. */
  readonly freshWords?: (() => Promise<void>) | undefined
  /** Its words, or why there are none. */
  readonly word: (message: AskedMessage) => OutMessage | SendAnswer
  /** Hands a fate to the customer's turn; settled when it is on record. */
  readonly settle: (message: DueMessage, n: number, fate: Fate) => Promise<void>
  readonly onTrouble: (error: unknown) => void
}

export interface Sender extends Poll {
  /** One round now; answers how many messages were taken, when they have left. For whoever owns the clock. */
  readonly round: () => Promise<number>
}

/** Takes due messages of one channel when told to look, and sends them, so that a channel that stalls holds up no other. */
export function openSender(options: SenderOptions): Sender {
  const { channel, clock, onTrouble } = options
  const { atOnce, perSecond } = channel.capabilities
  let isHungry = false
  const flights = openFlights(onTrouble, (left) => {
    if (isHungry && left <= atOnce / 2) poll.within(0)
  })
  const pace = openPace(perSecond, clock)
  const room = (): number => Math.min(MOST_TAKEN, atOnce - flights.count(), pace.room())

  /** Takes as many as may fly now, and sends them off. */
  async function take(): Promise<number> {
    const limit = room()
    const due = limit <= 0 ? [] : await takeNow(options, limit)
    isHungry = due.length >= limit
    pace.took(due.length)
    if (due.length > 0) await options.freshWords?.()
    for (const one of due) flights.add(sendOne(one, options))
    return due.length
  }

  const poll = openPoll({ every: Infinity, round: () => take().then(() => isHungry && room() > 0), onTrouble })
  return {
    ...poll,
    round: async () => {
      const taken = await take()
      await flights.landed()
      return taken
    },
    stop: async () => {
      await poll.stop()
      await flights.landed()
    },
  }
}

const takeNow = (options: SenderOptions, limit: number): Promise<readonly Due[]> =>
  options.store.inTransaction((tx) =>
    takeDue(tx, { ...options, channel: options.channel.name, now: options.clock(), limit }),
  )

async function sendOne({ message, gate }: Due, options: SenderOptions): Promise<void> {
  const n = message.tries + 1
  if (!gate.goes) return options.settle(message, n, gate)
  const worded = options.word(message)
  const fate = 'fate' in worded ? worded : await options.channel.send(worded)
  return options.settle(message, n, fate)
}
