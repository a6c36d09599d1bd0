import type { SendAnswer } from '../../core/message/channel.ts'
import { hours, type Duration, type Instant } from '../../core/time/instant.ts'
import { errorCode, errorWords } from '../error-code.ts'
import { PRIVATE_TARGET } from './public-address.ts'

/** How long to wait where the endpoint does not say: Standard Webhooks' own first pause is 5 s. */
const PAUSE: Duration = 5_000
/** A date already past means at once, not in a circle. */
const SHORTEST_PAUSE: Duration = 1000
/** An endpoint may ask for a year; a message rarely means anything after a day, and others wait behind it. */
const LONGEST_PAUSE: Duration = hours(24)

/** Passing trouble that HTTP answers with a 4xx: request time-out, too early, too many requests. */
const PASSING = new Set([408, 425, 429])

export interface EndpointAnswer {
  readonly status: number
  readonly retryAfter: string | undefined
  readonly providerId: string | null
  readonly words: string
  readonly now: Instant
}

/** What an HTTP status means for the message. */
export function fateOfStatus(answer: EndpointAnswer): SendAnswer {
  const { status, words } = answer
  const code = String(status)
  if (status >= 200 && status < 300) return { fate: 'accepted', providerId: answer.providerId }
  if (status >= 500 || PASSING.has(status)) {
    const reason = status === 429 || status === 503 ? 'busy' : 'peer-failed'
    return { fate: 'later', after: pause(answer), reason, words: `${code} ${words}`.trim() }
  }
  if (status === 410) return { fate: 'failed', reason: 'endpoint-gone', code, words }
  if (status === 413) return { fate: 'failed', reason: 'too-long', code, words }
  if (status >= 300 && status < 400) return { fate: 'failed', reason: 'redirected', code, words }
  return { fate: 'failed', reason: 'refused', code, words }
}

/** Retry-After is seconds or an HTTP date (RFC 9110 §10.2.3); what is neither counts as not said. */
function pause({ retryAfter, now }: EndpointAnswer): Duration {
  if (retryAfter === undefined) return PAUSE
  const asked = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now
  return Number.isNaN(asked) ? PAUSE : Math.min(Math.max(asked, SHORTEST_PAUSE), LONGEST_PAUSE)
}

/** Where an exchange broke off. */
export interface Broken {
  readonly error: unknown
  /** Not a byte of the request can have gone out: there was never a connection to write it to. */
  readonly before: boolean
}

export function fateOfBreak({ error, before }: Broken): SendAnswer {
  const code = errorCode(error)
  const words = errorWords(error)
  if (code === PRIVATE_TARGET) return { fate: 'failed', reason: 'forbidden-target', code: null, words }
  if (before) return { fate: 'later', after: PAUSE, reason: 'cannot-connect', words }
  if (code.startsWith('HPE_')) return { fate: 'unknown', reason: 'bad-answer', words }
  return { fate: 'unknown', reason: code === TIMED_OUT ? 'timed-out' : 'connection-lost', words }
}

export const TIMED_OUT = 'ETIMEDOUT'
