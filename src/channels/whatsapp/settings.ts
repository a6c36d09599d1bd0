import type { Duration } from '../../core/time/instant.ts'

export interface WhatsappSettings {
  /** Of the Graph API with its version: `https://graph.facebook.com/v23.0`. */
  readonly url: string
  /** The id of the number we send from; not the number. */
  readonly number: string
  /** A system user's token, which does not end. */
  readonly token: string
  /** The app's, with which callbacks are signed. */
  readonly appSecret: string
  /** A word of our own, which the provider repeats when the callback is set up. */
  readonly verifyToken: string
  readonly allowPrivate: boolean
  readonly timeout: Duration
  readonly atOnce: number
  readonly perSecond: number | null
  /** Certificates in PEM to trust instead of the system's. */
  readonly ca: string | null
}
