import type { ChannelCapabilities, OutMessage, SendAnswer } from '../core/message/channel.ts'

/** What no attempt could mend, found before anything is opened; null: it may be tried. */
export function unfit(message: OutMessage, { address, longest }: ChannelCapabilities): SendAnswer | null {
  if (address !== 'none' && (message.to === null || message.to === ''))
    return { fate: 'failed', reason: 'no-address', code: null, words: `no ${address} address` }
  if (longest !== null && message.text.length > longest)
    return { fate: 'failed', reason: 'too-long', code: null, words: `${message.text.length} of ${longest} characters` }
  return null
}
