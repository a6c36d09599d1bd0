import { connect as connectPlain, isIP, type LookupFunction, type Socket } from 'node:net'
import { connect as connectSecure } from 'node:tls'
import type { Problem } from '../../core/document/problem.ts'
import type { Duration } from '../../core/time/instant.ts'
import { channelProblem } from '../channel-problem.ts'
import { errorCode, errorWords } from '../error-code.ts'
import { PRIVATE_TARGET } from './public-address.ts'

export interface Endpoint {
  /** The type of channel that speaks to it. */
  readonly channel: string
  readonly url: URL
  readonly isForbidden: boolean
  readonly lookup: LookupFunction | undefined
  readonly ca: string | undefined
  readonly within: Duration
}

/** Opens a connection, and with https makes the handshake; sends nothing. */
export async function checkEndpoint(endpoint: Endpoint): Promise<Problem | null> {
  if (endpoint.isForbidden) return privateTarget(endpoint)
  try {
    await reach(endpoint)
    return null
  } catch (error) {
    if (errorCode(error) === PRIVATE_TARGET) return privateTarget(endpoint)
    return channelProblem({
      path: `${endpoint.channel}.url`,
      code: `${endpoint.channel}-unreachable`,
      reason: `There is no connection to ${endpoint.url.host}: ${errorWords(error)}.`,
      mend: 'Start the endpoint, or correct the address; a firewall between may also refuse.',
    })
  }
}

function reach({ url, lookup, ca, within }: Endpoint): Promise<void> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:'
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const port = Number(url.port === '' ? (secure ? 443 : 80) : url.port)
    const where = { host, port, ...(lookup === undefined ? {} : { lookup }) }
    const socket: Socket = secure
      ? connectSecure({ ...where, ...(isIP(host) === 0 ? { servername: host } : {}), ca })
      : connectPlain(where)
    const deadline = setTimeout(() => socket.destroy(new Error(`no connection within ${within} ms`)), within)
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      clearTimeout(deadline)
      socket.destroy()
      resolve()
    })
    socket.once('error', (error) => {
      clearTimeout(deadline)
      reject(error)
    })
  })
}

const privateTarget = ({ channel, url }: Endpoint): Problem =>
  channelProblem({
    path: `${channel}.url`,
    code: `${channel}-private`,
    reason: `${url.hostname} lies inside a private network.`,
    mend: 'If that is meant, set `allowPrivate: true` for this channel.',
  })
