import { request as overHttp, type Agent, type IncomingMessage } from 'node:http'
import { request as overHttps, type RequestOptions } from 'node:https'
import type { Duration } from '../../core/time/instant.ts'
import { errorCode } from '../error-code.ts'
import { TIMED_OUT, type Broken } from './answer.ts'

/** Of an answer that is kept for people; the rest is read away, so that the connection can be used again. */
const KEPT = 500
/** Reading further costs more than a new connection. */
const READ_AWAY = 64 * 1024

export interface Post {
  /** Host, port, path and how to connect, taken apart once: doing it for every message took a tenth of its time. */
  readonly options: RequestOptions & { readonly agent: Agent }
  readonly secure: boolean
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  /** The other side cannot tell a repeat from a second message: it is written to one connection, once. */
  readonly once?: boolean
  /** Of a good answer, in characters; absent: none, the status says it all. */
  readonly keeps?: number
  /** For all of it: connection, request and answer. */
  readonly within: Duration
}

export interface Posted {
  readonly status: number
  readonly retryAfter: string | undefined
  readonly words: string
}

/**
 * One request, no redirect followed. Never rejects. A kept connection that the other side shut just as we wrote is tried
 * once more on a new one: RFC 9110 §9.2.2 leaves that to whoever may repeat, and an id that is told apart may.
 */
export async function post(what: Post): Promise<Posted | Broken> {
  const first = await attempt(what)
  if ('status' in first || !first.stale || what.once === true) return first
  const again = await attempt(what)
  // The first may have been heard after all, so nobody can say any more that it certainly did not leave.
  return 'status' in again ? again : { ...again, before: false }
}

interface Stale {
  /** Broke on a connection that had been used before, without any answer. */
  readonly stale: boolean
}

function attempt({ options, secure, headers, body, keeps = 0, within }: Post): Promise<Posted | (Broken & Stale)> {
  return new Promise((resolve) => {
    let connected = false
    const request = (secure ? overHttps : overHttp)({ ...options, headers })
    const deadline = setTimeout(() => request.destroy(new TimedOut(within)), within)
    request.once('socket', (socket) => {
      if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', () => (connected = true))
      else connected = true
    })
    let answered = false
    request.once('response', (response) => {
      answered = true
      read(response, keeps, (posted) => (clearTimeout(deadline), resolve(posted)))
    })
    request.on('error', (error) => {
      if (answered) return
      clearTimeout(deadline)
      const stale = request.reusedSocket && STALE.has(errorCode(error))
      resolve({ error, before: !connected, stale })
    })
    request.end(body)
  })
}

const STALE = new Set(['ECONNRESET', 'EPIPE'])

class TimedOut extends Error {
  readonly code = TIMED_OUT
  constructor(within: Duration) {
    super(`no answer within ${within} ms`)
  }
}

/** The status is the answer; a body that breaks off or stalls after it changes nothing. */
function read(response: IncomingMessage, keeps: number, done: (posted: Posted) => void): void {
  const status = response.statusCode ?? 0
  const { 'retry-after': retryAfter } = response.headers
  const kept = status >= 300 ? KEPT : keeps
  let words = ''
  let length = 0
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    length += chunk.length
    if (words.length < kept) words += chunk.slice(0, kept - words.length)
    if (length > READ_AWAY) response.destroy()
  })
  response.on('error', () => undefined)
  response.once('close', () => done({ status, retryAfter, words }))
}
