import type { Duration } from '../../core/time/instant.ts'

export interface PushSettings {
  /** Whom a push service writes to when something is wrong (RFC 8292 §2.1): `mailto:…` or a page. */
  readonly subject: string
  /** In base64url, as browsers subscribe with it. */
  readonly publicKey: string
  readonly privateKey: string
  /** What checking connects to: messages go to whichever service a customer's browser has chosen. */
  readonly url: string
  readonly allowPrivate: boolean
  readonly timeout: Duration
  readonly atOnce: number
  /** Certificates in PEM to trust instead of the system's. */
  readonly ca: string | null
}
