import type { SMTPPoolOptions } from 'nodemailer'
import type { Duration } from '../../core/time/instant.ts'
import type { ImapSettings } from './inbound/mailbox.ts'
import type { UnsubscribeSettings } from './unsubscribe.ts'

export interface EmailSettings {
  readonly host: string
  readonly port: number
  /** `implicit`: TLS from the first byte (465); `required`: STARTTLS or nothing; `offered`: when the server has it. */
  readonly tls: 'implicit' | 'required' | 'offered' | 'none'
  /** Certificates in PEM to trust instead of the system's. */
  readonly ca: string | null
  readonly auth: { readonly user: string; readonly password: string } | null
  /** `Acme <visits@acme.example>` */
  readonly from: string
  /** Where bounces go; null: the address of `from`. */
  readonly envelopeFrom: string | null
  readonly replyTo: string | null
  /** Whether what comes back by mail is read, by somebody else; with `imap` we do it. */
  readonly receives: boolean
  /** The mailbox that replies, calendars' answers and bounces come to; null: nobody listens. */
  readonly imap: ImapSettings | null
  /** Of marketing; null: it carries no one-click header. */
  readonly unsubscribe: UnsubscribeSettings | null
  /** The right side of a Message-ID; null: the domain of `from`. */
  readonly messageIdDomain: string | null
  /** What we call ourselves in EHLO; null: this machine's name. */
  readonly name: string | null
  readonly atOnce: number
  readonly timeouts: EmailTimeouts
}

/** RFC 5321 §4.5.3.2 would wait 10 min for the final dot's answer; who waits so long tells nobody in time. */
export interface EmailTimeouts {
  readonly connect: Duration
  readonly greeting: Duration
  /** Without a byte from the other side. */
  readonly silence: Duration
  /** For a message, all of it, waiting for a free connection too; nothing else stops a server that trickles. */
  readonly whole: Duration
}

export function transportOptions({ host, port, tls, ca, auth, name, atOnce, timeouts }: EmailSettings) {
  return {
    pool: true,
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'none',
    ...(ca === null ? {} : { tls: { ca } }),
    ...(auth === null ? {} : { auth: { user: auth.user, pass: auth.password } }),
    ...(name === null ? {} : { name }),
    maxConnections: atOnce,
    // A kept connection that the server has shut meanwhile costs one more try, and only while no byte of the message is out.
    maxRequeues: 1,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.silence,
    dnsTimeout: timeouts.connect,
    socketCloseTimeout: 1000,
    // A text is never to be taken for the name of a file or a page.
    disableFileAccess: true,
    disableUrlAccess: true,
  } as const satisfies SMTPPoolOptions
}
