import { isIP } from 'node:net'
import type { LaterReason } from '../../core/message/channel.ts'
import { errorWords } from '../error-code.ts'
import type { Pdu, Session, SmppLibrary } from './library.ts'
import type { SmppSettings } from './settings.ts'
import { statusName } from './status.ts'

/** A bound connection. */
export interface Bind {
  /** null: it was never written. Settles within the time-out for answers. */
  request(command: string, fields?: object): Promise<Answered | null>
  /** Answers what the other side asked. */
  respond(pdu: Pdu, status: number): void
  readonly isOpen: () => boolean
  readonly closed: Promise<void>
  destroy(): void
}

export type Answered = { readonly pdu: Pdu } | { readonly broken: 'timed-out' | 'connection-lost' }

/** Why there is none. */
export interface NoBind {
  readonly reason: LaterReason
  readonly words: string
}

/** What the other side sends of its own accord: deliver_sm; all else is answered here. */
export type Delivered = (pdu: Pdu, bind: Bind) => void

/** Connects, shakes hands and logs in. Never rejects. */
export async function bindTo(
  settings: SmppSettings,
  library: SmppLibrary,
  delivered: Delivered,
): Promise<Bind | NoBind> {
  const { timeouts, tls, ca } = settings
  const session = library.connect({
    host: settings.host,
    port: settings.port,
    tls,
    ...(tls ? { ca: ca ?? undefined } : {}),
    // RFC 6066 allows names alone.
    ...(tls && isIP(settings.host) === 0 ? { servername: settings.host } : {}),
  })
  const failed = { error: undefined as unknown, timedOut: false }
  session.on('error', (error) => {
    failed.error ??= error
    session.destroy()
  })
  // The library reads on after a break; nothing more is to come of it.
  const deadline = setTimeout(() => ((failed.timedOut = true), session.destroy()), timeouts.connect)
  const bind = bindOf({ session, library, delivered, within: timeouts.answer })
  const connected = await Promise.race([
    new Promise<true>((resolve) => session.on(tls ? 'secureConnect' : 'connect', () => resolve(true))),
    bind.closed.then(() => false),
  ])
  const answer = connected ? await bind.request('bind_transceiver', login(settings)) : null
  clearTimeout(deadline)
  if (answer !== null && 'pdu' in answer) {
    const { command_status: status } = answer.pdu
    if (status === 0) return bind
    session.destroy()
    return { reason: 'not-let-in', words: `the SMSC answers ${statusName(status, library.errors)}` }
  }
  session.destroy()
  if (failed.timedOut || (answer !== null && answer.broken === 'timed-out'))
    return { reason: connected ? 'timed-out' : 'cannot-connect', words: `no bind within ${timeouts.connect} ms` }
  const words = failed.error === undefined ? 'the connection was closed' : errorWords(failed.error)
  return { reason: connected ? 'connection-lost' : 'cannot-connect', words }
}

const login = ({ systemId, password, systemType }: SmppSettings) => ({
  system_id: systemId,
  password,
  system_type: systemType,
  interface_version: 0x34,
})

interface Binding {
  readonly session: Session
  readonly library: SmppLibrary
  readonly delivered: Delivered
  readonly within: number
}

function bindOf({ session, library, delivered, within }: Binding): Bind {
  let open = true
  const waiting = new Set<(answered: Answered) => void>()
  const closed = new Promise<void>((resolve) =>
    session.on('close', () => {
      open = false
      for (const settle of waiting) settle({ broken: 'connection-lost' })
      resolve()
    }),
  )
  const send = (pdu: Pdu): boolean => open && session.send(pdu)
  const bind: Bind = {
    isOpen: () => open,
    closed,
    destroy: () => session.destroy(),
    respond: (pdu, status) => void send(pdu.response({ command_status: status })),
    request: (command, fields = {}) =>
      new Promise((resolve) => {
        const settle = (answered: Answered | null): void => {
          clearTimeout(timer)
          waiting.delete(settle)
          resolve(answered)
        }
        const timer = setTimeout(() => settle({ broken: 'timed-out' }), within)
        waiting.add(settle)
        if (!open || !session.send(new library.PDU(command, fields), (pdu) => settle({ pdu }))) settle(null)
      }),
  }
  session.on('pdu', (pdu) => {
    if (pdu.isResponse()) return
    if (pdu.command === 'deliver_sm') delivered(pdu, bind)
    else if (pdu.command === 'enquire_link') bind.respond(pdu, 0)
    else if (pdu.command === 'unbind') {
      bind.respond(pdu, 0)
      session.socket.end()
    } else if (pdu.command !== 'alert_notification' && pdu.command !== 'outbind')
      bind.respond(pdu, library.errors['ESME_RINVCMDID'] ?? 3)
  })
  return bind
}
