import type { Channel, OutMessage, SendAnswer } from '../../core/message/channel.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { DueMessage } from '../../store/outbox/due-messages.ts'
import type { Store } from '../../store/store.ts'
import type { Fate } from './fates.ts'
import { openFlights, type Flights } from './flights.ts'
import { openPace, type Pace } from './pace.ts'
import { openPoll, type Poll } from '../poll.ts'
import { takeDue, type Due, type DueNow, type TakenNow, type TakingDue } from './take-due.ts'

/** Most messages taken by one transaction. */
const MOST_TAKEN = 200

export interface SenderOptions extends Omit<TakingDue, 'now' | 'limit' | 'channel' | 'kind' | 'session'> {
  readonly store: Store
  readonly channel: Channel
  readonly clock: () => Instant
  /** Makes sure that the texts are those in force; before any message taken is worded. */
  readonly freshWords?: (() => Promise<void>) | undefined
  /** Its words, or why there are none. */
  readonly word: (message: DueNow) => OutMessage | SendAnswer
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
  const flights = openFlights(onTrouble, (left) => {
    if (taking.isHungry && left <= atOnce / 2) poll.within(0)
  })
  const pace = openPace(perSecond, clock)
  const room = (): number => Math.min(MOST_TAKEN, atOnce - flights.count(), pace.room())
  const taking: Taking = { options, flights, pace, room, isHungry: false }

  async function round(): Promise<boolean> {
    await take(taking)
    if (!taking.isHungry) return false
    // Not left to the next tick: it would come a little later each time, and a morning's messages with it.
    if (pace.room() <= 0) poll.within(pace.opensIn())
    return room() > 0
  }

  const poll = openPoll({ every: Infinity, round, onTrouble })
  return {
    ...poll,
    round: async () => {
      const taken = await take(taking)
      await flights.landed()
      return taken
    },
    stop: async () => {
      await poll.stop()
      await flights.landed()
    },
  }
}

interface Taking {
  readonly options: SenderOptions
  readonly flights: Flights
  readonly pace: Pace
  readonly room: () => number
  /** There may be more than were taken. */
  isHungry: boolean
}

/** Takes as many as may fly now, and sends them off; answers how many were due. */
async function take(taking: Taking): Promise<number> {
  const { options, flights, pace } = taking
  const limit = taking.room()
  const { due, found } = limit <= 0 ? { due: [], found: 0 } : await takeNow(options, limit)
  taking.isHungry = found >= limit
  pace.took(due.filter(({ gate }) => gate.goes).length)
  if (due.length > 0) await options.freshWords?.()
  for (const one of due) flights.add(sendOne(one, options))
  return found
}

function takeNow(options: SenderOptions, limit: number): Promise<TakenNow> {
  const { store, clock, channel } = options
  const { address: kind, session } = channel.capabilities
  return store.inTransaction((tx) =>
    takeDue(tx, { ...options, channel: channel.name, kind, session, now: clock(), limit }),
  )
}

async function sendOne({ message, gate }: Due, options: SenderOptions): Promise<void> {
  const n = message.tries + 1
  if (!gate.goes) return options.settle(message, n, gate)
  const worded = options.word(message)
  const fate = 'fate' in worded ? worded : await options.channel.send(worded)
  return options.settle(message, n, fate)
}
