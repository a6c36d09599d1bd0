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
  /** The most answers it can offer as buttons; 0: they are written out, as digits to reply with. */
  readonly buttons: number
  /** Does it say later whether a message it took has arrived? */
  readonly receipts: boolean
  /** How long after a customer's last word free words may be sent; later only what the provider has approved. null: always. */
  readonly session: Duration | null
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

/** One answer that a message offers. */
export interface Choice {
  /** As replies to it are read: `confirm`, `slot-2`. */
  readonly answer: string
  readonly words: string
}

/** A visit as calendars know it (RFC 5545, 5546). */
export interface CalendarEntry {
  readonly method: 'request' | 'cancel'
  /** The same for a visit's whole life. */
  readonly uid: string
  /** Rises with each change. */
  readonly sequence: number
  readonly start: Instant
  readonly end: Instant
  readonly summary: string
  readonly link: string | null
}

/** A text that the provider has approved beforehand, and what to fill in. */
export interface ApprovedText {
  readonly name: string
  readonly language: string
  readonly values: readonly string[]
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
  /** The same as they are offered, in the customer's words and in the order of their digits. */
  readonly choices: readonly Choice[]
  /** The visit it speaks of, for the customer's calendar; null: it changes no calendar. */
  readonly calendar: CalendarEntry | null
  /** An approved text of the provider's that says the same; null: there is none. */
  readonly approved: ApprovedText | null
  /** Free words may be sent until then, on a channel with `session`; null: not now. */
  readonly sessionUntil: Instant | null
  /** The promise it speaks of, and its version. */
  readonly promise: string | null
  readonly version: number | null
  /** After this it must not be delivered; a channel hands it on to whoever can keep it. */
  readonly validUntil: Instant | null
  /** When it was made; the same for every attempt. */
  readonly at: Instant
}

/** Of a message that is words alone. */
export const WORDS_ALONE = {
  choices: [],
  calendar: null,
  approved: null,
  sessionUntil: null,
} as const satisfies Partial<OutMessage>

/** Why a message will never be accepted over a channel. Stable codes: they stand in `message.failed`. */
export const FAILED_REASONS = {
  'no-address': 'The customer has no address of the kind this channel needs.',
  'bad-address': 'The address cannot be one.',
  unreachable: 'The other side knows nobody at this address.',
  'too-long': 'It is longer than the channel carries.',
  expired: 'It could not be delivered while it was valid: a telephone that is off, or without a network.',
  stopped: 'The customer has stopped our messages at the provider.',
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

/** What comes back over a channel. Ids are the provider's: the same word heard twice has the same id. */
export type Heard =
  | {
      readonly heard: 'receipt'
      readonly providerId: string
      readonly outcome: 'delivered' | 'failed'
      /** Of a failure. */
      readonly reason: FailedReason | null
      /** The provider's own. */
      readonly code: string | null
      readonly at: Instant
    }
  | {
      readonly heard: 'reply'
      readonly id: string
      /** As addresses of this channel are kept: `+441632960001`, `sam@customer.example`. */
      readonly from: string
      readonly words: string
      /** The answer of the button that was pressed, as `Choice` names it; null: none was. */
      readonly button: string | null
      /** The message it answers, by our id or by the provider's; null: the channel does not say. */
      readonly answers: { readonly message: string } | { readonly providerId: string } | null
      /** A calendar's answer (RFC 5546 REPLY), and to which visit's UID. */
      readonly calendar: { readonly uid: string; readonly answer: 'accepted' | 'declined' | 'tentative' } | null
      readonly at: Instant
    }
  /** The provider, or the customer at the provider, has stopped our messages to this address; or lets them again. */
  | { readonly heard: 'stopped' | 'resumed'; readonly id: string; readonly from: string; readonly at: Instant }

/** Settled when all of it is on record, and only then may the provider be told that we have it. Rejects: keep it, say it again. */
export type Hear = (heard: readonly Heard[]) => Promise<void>

/** A provider's request to us, as it came. */
export interface Callback {
  readonly method: 'GET' | 'POST'
  /** The address the provider called, whole: some sign it. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

export interface CallbackReply {
  readonly status: number
  readonly type: string
  readonly body: string
}

/** What a provider's request says, once its signature holds; `forged`: it does not. `answer` is given when it is on record. */
export type CallbackRead =
  | { readonly heard: readonly Heard[]; readonly answer: CallbackReply }
  | { readonly forged: string }
  | { readonly unreadable: string }

/** A way for words to leave the house. */
export interface Channel {
  readonly name: string
  readonly capabilities: ChannelCapabilities
  /** Settles within the channel's own time-outs and never rejects. */
  send(message: OutMessage): Promise<SendAnswer>
  /** What became of a message, where the provider can be asked; null: it does not know the id, so it never left. */
  ask?(id: string): Promise<SendAnswer | null>
  /** Listens until it is closed, connecting again when the other side is away. Once. */
  listen?(hear: Hear): void
  /** Reads what the provider posts to `/callbacks/<name>`. Never throws. */
  callback?(callback: Callback): CallbackRead
  /** What is wrong with the channel now; nothing leaves by it. Never rejects. */
  check(): Promise<Problem | null>
  /** Ends connections; what is in flight settles. Any number of times. */
  close(): Promise<void>
}
