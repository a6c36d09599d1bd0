import type { Callback, CallbackRead, ChannelCapabilities, OutMessage, SendAnswer } from '../../core/message/channel.ts'
import type { Duration, Instant } from '../../core/time/instant.ts'
import type { Posted } from '../webhook/post.ts'

export interface SmsHttpSettings {
  readonly preset: 'twilio' | 'kannel' | 'generic'
  /** Kannel's sendsms, a gateway's endpoint, Twilio's API. */
  readonly url: string
  /** Twilio's account SID, Kannel's user; null: the gateway knows us otherwise. */
  readonly user: string | null
  /** Twilio's auth token, by which its callbacks are signed too; Kannel's password. */
  readonly password: string | null
  /** Of a gateway of one's own: the header Authorization, whole. */
  readonly authorization: string | null
  /** By which callbacks are known: Kannel's token, or `whsec_…` of a gateway; one or, while they change, two. */
  readonly secrets: readonly string[]
  /** A number with its country, a short number, a word, or Twilio's messaging service (`MG…`). */
  readonly sender: string
  /** Where the provider reaches `/callbacks/<name>`, from outside; null: it cannot, and nothing comes back. */
  readonly callbackUrl: string | null
  readonly country: string | null
  readonly receives: boolean
  /** A gateway that drops a repeat of the same id. */
  readonly repeats: boolean
  readonly longest: number
  readonly atOnce: number
  readonly perSecond: number | null
  readonly timeout: Duration
  readonly allowPrivate: boolean
  readonly ca: string | null
}

export interface SmsRequest {
  readonly method: 'GET' | 'POST'
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What one provider wants to be told, and how it says things. */
export interface Dialect {
  readonly afterUnknown: ChannelCapabilities['afterUnknown']
  /** `to`: E.164. */
  request(message: OutMessage, to: string, now: Instant): SmsRequest
  fate(posted: Posted, message: OutMessage, now: Instant): SendAnswer
  /** Never throws. */
  read(callback: Callback, now: Instant): CallbackRead
}

export const FORM = 'application/x-www-form-urlencoded'

/** A number as these providers write it: some leave the plus away, some write 00. */
export function withPlus(number: string): string {
  if (/^00[1-9]\d+$/.test(number)) return `+${number.slice(2)}`
  return /^[1-9]\d{10,14}$/.test(number) ? `+${number}` : number
}

export interface ReceiptAt {
  readonly heard: 'receipt'
  readonly providerId: string
  readonly at: Instant
}

export const receiptAt = (providerId: string, at: Instant): ReceiptAt => ({ heard: 'receipt', providerId, at })
