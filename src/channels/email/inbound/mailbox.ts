import type { ImapFlow, ImapFlowOptions } from 'imapflow'
import type { Duration } from '../../../core/time/instant.ts'

export interface ImapSettings {
  readonly host: string
  readonly port: number
  /** `implicit`: TLS from the first byte (993); `required`: STARTTLS or nothing. */
  readonly tls: 'implicit' | 'required' | 'none'
  /** Certificates in PEM to trust instead of the system's. */
  readonly ca: string | null
  readonly auth: { readonly user: string; readonly password: string }
  /** Troth's own: what a person reads there first, Troth takes for read. */
  readonly folder: string
  /** Where mails go that were heard; null: they stay, marked as read. */
  readonly moveTo: string | null
  readonly poll: Duration
}

/** Of connecting, greeting and logging in together, roughly; a mailbox can wait. */
const CONNECT: Duration = 15_000

const optionsOf = ({ host, port, tls, ca, auth }: ImapSettings): ImapFlowOptions => ({
  host,
  port,
  secure: tls === 'implicit',
  ...(tls === 'implicit' ? {} : { doSTARTTLS: tls === 'required' }),
  ...(ca === null ? {} : { tls: { ca } }),
  auth: { user: auth.user, pass: auth.password },
  logger: false,
  connectionTimeout: CONNECT,
  greetingTimeout: CONNECT,
  // We say ourselves when to IDLE: the library's own would wait 15 s.
  disableAutoIdle: true,
  clientInfo: { name: 'troth' },
})

/** Connected, logged in, the folder open for writing. Rejects with what is wrong. */
export async function openMailbox(settings: ImapSettings): Promise<ImapFlow> {
  const { ImapFlow: Client } = await import('imapflow')
  const client = new Client(optionsOf(settings))
  client.on('error', () => undefined) // each is also the rejection of what was asked, or a `close`
  try {
    await client.connect()
    if (settings.moveTo !== null) await client.mailboxCreate(settings.moveTo)
    await client.mailboxOpen(settings.folder)
    return client
  } catch (error) {
    client.close()
    throw error
  }
}

export interface Settled {
  readonly uid: number
  /** Nobody could take it apart: it is flagged for a person. */
  readonly isUnreadable: boolean
}

/** Marks a mail as heard, or moves it away. */
export async function settle(client: ImapFlow, { uid, isUnreadable }: Settled, moveTo: string | null): Promise<void> {
  const flags = isUnreadable ? ['\\Seen', '\\Flagged'] : ['\\Seen']
  await client.messageFlagsAdd(String(uid), flags, { uid: true })
  if (moveTo !== null) await client.messageMove(String(uid), moveTo, { uid: true })
}
