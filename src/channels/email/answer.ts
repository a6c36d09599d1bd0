import type { SendAnswer } from '../../core/message/channel.ts'
import { minutes, type Duration } from '../../core/time/instant.ts'
import { errorCode, errorWords } from '../error-code.ts'

/** A server that asks to wait means minutes: greylisting lets nothing through before one to five (RFC 6647 §5). */
const BUSY_PAUSE: Duration = minutes(2)
const PAUSE: Duration = 30_000

export interface Undelivered {
  readonly error: unknown
  /** The final dot may have been written: the server may hold the message although we heard no answer. */
  readonly whole: boolean
}

/**
 * What an SMTP failure means. A reply settles it either way (RFC 5321 §4.2.1: 5yz never, 4yz not now). Without one the
 * only question is whether the message was whole: a server keeps none that lacks its final dot (§4.1.1.4).
 */
export function fateOfFailure({ error, whole }: Undelivered): SendAnswer {
  const words = errorWords(error)
  const reply = field(error, 'responseCode')
  if (typeof reply === 'number' && reply >= 400) return fateOfReply({ reply, words, error })
  if (whole) return { fate: 'unknown', reason: STALLED.has(errorCode(error)) ? 'timed-out' : 'connection-lost', words }
  if (errorCode(error) === 'EENVELOPE') return { fate: 'failed', reason: 'bad-address', code: null, words }
  if (errorCode(error) === 'EMESSAGE') return { fate: 'failed', reason: 'too-long', code: null, words }
  if (CREDENTIALS.has(errorCode(error))) return { fate: 'later', after: minutes(5), reason: 'not-let-in', words }
  return { fate: 'later', after: PAUSE, reason: reasonOf(error), words }
}

/** nodemailer's own: nobody answered in time, or our deadline for the whole message came. */
const STALLED = new Set(['ETIMEDOUT', 'EABORT'])
const CREDENTIALS = new Set(['EAUTH', 'ENOAUTH', 'EOAUTH2'])

interface Reply {
  readonly reply: number
  readonly words: string
  readonly error: unknown
}

function fateOfReply({ reply, words, error }: Reply): SendAnswer {
  // 530, 534, 535, 538 speak of us, not of the message (RFC 4954 §6): with better credentials it goes.
  if (CREDENTIALS.has(errorCode(error)) || NOT_LET_IN.has(reply))
    return { fate: 'later', after: minutes(5), reason: 'not-let-in', words }
  if (reply < 500) return { fate: 'later', after: BUSY_PAUSE, reason: 'busy', words }
  // A greeting or EHLO refused with 5yz is a server that takes no mail today, from us or at all.
  const command = field(error, 'command')
  if (command === 'CONN' || command === 'EHLO' || command === 'HELO' || command === 'STARTTLS')
    return { fate: 'later', after: minutes(5), reason: 'not-let-in', words }
  return { fate: 'failed', reason: reasonOfRefusal(reply, command), code: String(reply), words }
}

const NOT_LET_IN = new Set([530, 534, 535, 538])

function reasonOfRefusal(reply: number, command: unknown): 'unreachable' | 'bad-address' | 'too-long' | 'refused' {
  if (reply === 552) return 'too-long'
  if (command !== 'RCPT TO') return 'refused'
  return reply === 501 || reply === 553 ? 'bad-address' : 'unreachable'
}

function reasonOf(error: unknown): 'cannot-connect' | 'timed-out' | 'connection-lost' {
  const kind = field(error, 'timeoutType')
  if (kind === 'CONNECT_TIMEOUT' || kind === 'GREETING_TIMEOUT') return 'cannot-connect'
  if (STALLED.has(errorCode(error))) return 'timed-out'
  return errorCode(error) === 'ECONNECTION' ? 'connection-lost' : 'cannot-connect'
}

const field = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>)[name] : undefined
