import type { Callback, CallbackReply, Channel, Heard } from '../../core/message/channel.ts'
import { forgeries } from './forgeries.ts'
import { hearReceipt, type ReceiptRoom } from './hear-receipt.ts'
import type { Over } from './came.ts'
import { hearReply } from './hear-reply.ts'
import { hearStop } from './hear-stop.ts'
import type { Unmatched } from './keep-unmatched.ts'
import { matchReply, type Matching } from './match-reply.ts'
import { openInTurn } from './in-turn.ts'
import { addressOf } from './candidates.ts'
import type { HearingRoom } from './room.ts'

/** What became of a provider's request. */
export type Called =
  | { readonly answer: CallbackReply }
  /** `no-channel`: nothing of that name takes requests. */
  | { readonly refused: 'no-channel' | 'forged' | 'unreadable'; readonly reason: string }

export interface Ears {
  /** Every channel that has ears begins to listen; it stops when it is closed. Once. */
  readonly listen: () => void
  /** A provider's request; answered when all it says is on record. Rejects when it is not: the provider says it again. */
  readonly called: (channel: string, callback: Callback) => Promise<Called>
  /** A person says whose a reply is. */
  readonly matched: (kept: Unmatched, matching: Matching) => ReturnType<typeof matchReply>
  /** When all that was heard is on record or was rejected. */
  readonly idle: () => Promise<void>
}

export interface EarsOptions extends HearingRoom, Pick<ReceiptRoom, 'take'> {}

/** Everything between what the channels hear and the ledger. */
export function openEars(options: EarsOptions): Ears {
  const inTurn = openInTurn()
  const forged = forgeries(options)
  const channels = new Map(options.channels.map((channel) => [channel.name, channel]))

  const hear = async (channel: Channel, heard: readonly Heard[]): Promise<void> => {
    const over: Over = { channel: channel.name, kind: channel.capabilities.address }
    const ends = await Promise.allSettled(
      heard.map((one) => inTurn.run(lineOf(one, over, options), () => hearOne(one, over, options))),
    )
    const failed = ends.find((end) => end.status === 'rejected')
    if (failed === undefined) return
    options.log('reply.not-heard', { channel: channel.name, error: String(failed.reason) })
    throw failed.reason
  }

  return {
    listen: () => {
      for (const channel of channels.values()) channel.listen?.((heard) => hear(channel, heard))
    },
    called: async (name, callback) => {
      const channel = channels.get(name)
      const read = channel?.callback?.(callback)
      if (channel === undefined || read === undefined)
        return { refused: 'no-channel', reason: `No channel “${name.slice(0, 80)}” takes requests.` }
      if ('forged' in read) {
        await forged(name, read.forged)
        return { refused: 'forged', reason: read.forged }
      }
      if ('unreadable' in read) {
        options.log('callback.unreadable', { channel: name, reason: read.unreadable })
        return { refused: 'unreadable', reason: read.unreadable }
      }
      await hear(channel, read.heard)
      return { answer: read.answer }
    },
    matched: (kept, matching) => matchReply(kept, matching, options),
    idle: inTurn.idle,
  }
}

/** What must not overtake each other: the words of one address, the receipts of one message. */
function lineOf(one: Heard, { channel, kind }: Over, { vault }: HearingRoom): string {
  if (one.heard === 'receipt') return `${channel}\n${one.providerId}`
  return addressOf(kind, one.from, vault).hash
}

function hearOne(one: Heard, over: Over, options: EarsOptions): Promise<void> {
  switch (one.heard) {
    case 'receipt':
      return hearReceipt(one, over.channel, options)
    case 'reply':
      return hearReply(one, over, options)
    case 'stopped':
    case 'resumed':
      return hearStop(one, over, options)
  }
}
