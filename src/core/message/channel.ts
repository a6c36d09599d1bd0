import type { Problem } from '../document/problem.ts'
import type { Duration, Instant } from '../time/instant.ts'
import type { MessageClass } from './decision.ts'

/** Which address of a customer a channel needs: `channel` of `customer.updated`'s reach; none: it needs no address. */
export type AddressKind = 'none' | 'mail' | 'sms' | 'whatsapp' | 'voice' | 'push'

/** What a channel can do, as data: the lint, the ladder and the sender read it, none of them asks which channel it is. */
export interface ChannelCapabilities {
  readonly address: AddressKind
  /** Can a customer answer by replying? A link in the words works over any channel. */
  readonly receives: boolean
  /**
   * What may be done when nobody knows whether a message left: send the same id once more (the other side drops it, or
   * it replaces itself), ask the provider what became of it, or never send it again over this channel.
   */
  readonly afterUnknown: 'repeat' | 'ask' | 'never'
  /** The most messages in flight at once; more of them only wait inside the channel. */
  readonly atOnce: number
  /** The most messages a second; null: as fast as it answers. */
  readonly perSecond: number | null
  /** Of the text, in UTF-16 units; null: no limit of its own. */
  readonly longest: number | null
}

/** One message, ready to leave. */
export interface OutMessage {
  /** The same for every attempt: what the other side may drop a repeat by. */
  readonly id: string
  readonly decision: string
  readonly customer: string
  readonly brand: string
  readonly class: MessageClass
  readonly template: string
  /** BCP 47. */
  readonly language: string
  /** Of the kind the channel's capabilities name; null where it needs none. */
  readonly to: string | null
  readonly subject: string | null
  readonly text: string
  /** What the customer may answer: confirm, reschedule … */
  readonly ask: readonly string[]
  /** The promise it speaks of, and its version. */
  readonly promise: string | null
  readonly version: number | null
  /** After this it must not be delivered; a channel hands it on to whoever can keep it. */
  readonly validUntil: Instant | null
  /** When it was made; the same for every attempt. */
  readonly at: Instant
}

/** Why a message will never be accepted over a channel. Stable codes: they stand in `message.failed`. */
export const FAILED_REASONS = {
  'no-address': 'The customer has no address of the kind this channel needs.',
  'bad-address': 'The address cannot be one.',
  unreachable: 'The other side knows nobody at this address.',
  'too-long': 'It is longer than the channel carries.',
  refused: 'The other side refuses this message.',
  'endpoint-gone': 'The endpoint says that it is gone for good.',
  redirected: 'The endpoint points elsewhere, and no redirect is followed.',
  'forbidden-target': 'The target lies inside a private network, which the settings do not allow.',
} as const

/** Why a message certainly did not leave, and may in a while. */
export const LATER_REASONS = {
  busy: 'The other side asks to wait.',
  'cannot-connect': 'No connection came about.',
  'peer-failed': 'The other side failed by its own fault.',
  'not-let-in': 'The other side does not accept our credentials.',
  'connection-lost': 'The connection broke before the message was complete.',
  'timed-out': 'The other side stalled before the message was complete.',
  disk: 'It could not be written.',
  closed: 'The channel was closed.',
} as const

/** Why nobody knows. */
export const UNKNOWN_REASONS = {
  'timed-out': 'The whole message was handed over and no answer came in time.',
  'connection-lost': 'The connection broke after the whole message was handed over.',
  'bad-answer': 'An answer came that nobody can read.',
} as const

export type FailedReason = keyof typeof FAILED_REASONS
export type LaterReason = keyof typeof LATER_REASONS
export type UnknownReason = keyof typeof UNKNOWN_REASONS

/** What became of one attempt. */
export type SendAnswer =
  | { readonly fate: 'accepted'; readonly providerId: string | null }
  /** Never over this channel: the next rung is tried. `code` and `words` are the provider's own. */
  | { readonly fate: 'failed'; readonly reason: FailedReason; readonly code: string | null; readonly words: string }
  /** It certainly did not leave; not before `after` from now. */
  | { readonly fate: 'later'; readonly after: Duration; readonly reason: LaterReason; readonly words: string }
  /** It may have left: see `afterUnknown`. */
  | { readonly fate: 'unknown'; readonly reason: UnknownReason; readonly words: string }

/** A way for words to leave the house. */
export interface Channel {
  readonly name: string
  readonly capabilities: ChannelCapabilities
  /** Settles within the channel's own time-outs and never rejects. */
  send(message: OutMessage): Promise<SendAnswer>
  /** What became of a message, where the provider can be asked; null: it does not know the id, so it never left. */
  ask?(id: string): Promise<SendAnswer | null>
  /** What is wrong with the channel now; nothing leaves by it. Never rejects. */
  check(): Promise<Problem | null>
  /** Ends connections; what is in flight settles. Any number of times. */
  close(): Promise<void>
}
