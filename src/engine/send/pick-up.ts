import type { Channel } from '../../core/message/channel.ts'
import { ALL_BUCKETS } from '../../store/bucket.ts'
import { leftHanging, type Hanging } from '../../store/outbox/left-hanging.ts'
import { putBack } from '../../store/outbox/put-back.ts'
import type { Store } from '../../store/store.ts'
import type { Fate } from './fates.ts'
import { settleFate, type SettlingFates } from './settle-fate.ts'

export interface PickingUp {
  readonly store: Store
  readonly channels: ReadonlyMap<string, Channel>
  readonly epoch: number
  readonly settling: SettlingFates
}

/**
 * What the process before us took and did not bring to an end. A message without an open attempt never left and waits
 * again; of the others nobody knows, and each channel says what may be done about that.
 */
export async function pickUp({ store, channels, epoch, settling }: PickingUp): Promise<void> {
  const hanging = await leftHanging(store, ALL_BUCKETS, epoch)
  const untouched = hanging.filter(({ opened }) => !opened)
  if (untouched.length > 0)
    await putBack(
      store,
      untouched.map(({ bucket, message, send_at }) => ({ bucket, message, send_at, held: null })),
    )
  for (const message of hanging.filter(({ opened }) => opened)) {
    const channel = channels.get(message.channel)
    const fate = await askFor(channel, message)
    const afterUnknown = channel?.capabilities.afterUnknown ?? 'never'
    settling.log('message.unknown', { message: message.message, channel: message.channel, fate: fateName(fate) })
    await settleFate({ message, n: message.tries, fate, afterUnknown }, settling)
  }
}

/** The provider's own word where it can be asked; else an honest `unknown`. */
async function askFor(channel: Channel | undefined, { message }: Hanging): Promise<Fate> {
  const unknown: Fate = {
    fate: 'unknown',
    reason: 'connection-lost',
    words: 'the process ended while it was being sent',
  }
  if (channel?.ask === undefined || channel.capabilities.afterUnknown !== 'ask') return unknown
  const answer = await channel.ask(message)
  return answer ?? { fate: 'later', after: 0, reason: 'connection-lost', words: 'the provider never heard of it' }
}

const fateName = (fate: Fate): string => ('fate' in fate ? fate.fate : fate.state)
