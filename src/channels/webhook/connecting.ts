import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { isIP } from 'node:net'
import { urlToHttpOptions } from 'node:url'
import type { SendAnswer } from '../../core/message/channel.ts'
import { isPublicAddress, publicLookup } from './public-address.ts'

export interface Connecting {
  readonly allowPrivate: boolean
  readonly atOnce: number
  /** Certificates in PEM to trust instead of the system's. */
  readonly ca: string | null
}

/** How to reach an endpoint over kept connections, to public addresses alone unless more is allowed. */
export function connectingTo(url: URL, { allowPrivate, atOnce, ca }: Connecting) {
  const kept = { keepAlive: true, maxSockets: atOnce }
  const agent = url.protocol === 'https:' ? new HttpsAgent(kept) : new HttpAgent(kept)
  const where = { ...urlToHttpOptions(url), method: 'POST' }
  return { ...where, agent, lookup: allowPrivate ? undefined : publicLookup, ca: ca ?? undefined }
}

/** A name is judged when it is looked up; a bare address never is, so here. */
export function isPrivateLiteral({ hostname }: URL): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) !== 0 && !isPublicAddress(bare)
}

export const forbidden = (url: URL): SendAnswer => ({
  fate: 'failed',
  reason: 'forbidden-target',
  code: null,
  words: `${url.hostname} lies inside a private network`,
})
