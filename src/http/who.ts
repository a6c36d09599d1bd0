import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Keyring } from './keyring.ts'
import { isLoopback } from './listen.ts'
import { problem, RIGHTS, type Answered, type Asker, type Route } from './route.ts'

/** The one person at a machine on which no key was ever made. */
const LOCAL: Asker = { who: 'local', may: new Set(RIGHTS) }

export interface Gatekeeping {
  readonly keyring: Keyring
  /** The doors are open on this machine only. */
  readonly allowWithoutKey: boolean
  /** What commands of this machine show, who may read the data folder; null: there is none. */
  readonly localToken: string | null
}

type Refused = Extract<Answered, { refused: number }>
export type Whoever = { readonly asker: Asker } | Refused

const refused = (status: number, code: string, words: readonly [string, string]): Refused => ({
  refused: status,
  problems: [problem(code, ...words)],
})

/** Who is asking, and whether they may. */
export async function whoAsks(
  headers: IncomingHttpHeaders,
  { may, method }: Route,
  gate: Gatekeeping,
): Promise<Whoever> {
  if (may === null) return { asker: { who: 'anybody', may: new Set() } }
  const whoever = await askerOf(headers, { ...gate, method })
  if ('refused' in whoever || may.some((right) => whoever.asker.may.has(right))) return whoever
  const needed = may.map((right) => `“${right}”`).join(' or ')
  const mend = `Use a key that has it: \`troth key make NAME --may ${may[0] ?? ''}\`.`
  return refused(403, 'right-missing', [`The key “${whoever.asker.who}” does not have the right ${needed}.`, mend])
}

interface Asking extends Gatekeeping {
  readonly method: string
}

async function askerOf(headers: IncomingHttpHeaders, asking: Asking): Promise<Whoever> {
  const { keyring, allowWithoutKey, localToken, method } = asking
  if (headers.authorization !== undefined) {
    const key = keyIn(headers.authorization, method)
    if (key !== null && isSame(key, localToken)) return { asker: LOCAL }
    const asker = key === null ? null : await keyring.find(key)
    if (asker !== null) return { asker }
    return refused(401, 'key-unknown', [
      'This key opens nothing here.',
      'Send `Authorization: Bearer troth_…` with a key that is in use; see `troth key list`.',
    ])
  }
  if (allowWithoutKey && !(await keyring.isInUse())) return foreign(headers, method) ?? { asker: LOCAL }
  return refused(401, 'key-missing', [
    'A key is needed here.',
    'Make one with `troth key make` and send it as `Authorization: Bearer troth_…`.',
  ])
}

/**
 * A browser cannot send Bearer when a person opens a page, so to look a key is taken as a password too. Not to change
 * anything: a browser sends a password it knows with any site's form.
 */
function keyIn(authorization: string, method: string): string | null {
  const [scheme = '', given = ''] = authorization.split(/ +/)
  if (scheme.toLowerCase() === 'bearer') return given
  if (scheme.toLowerCase() !== 'basic' || method !== 'GET') return null
  const pair = Buffer.from(given, 'base64').toString()
  return pair.slice(pair.indexOf(':') + 1)
}

/**
 * Without a key only this machine's own person may ask. A page of somebody else's, open in their browser, can reach a
 * local port too: by a name that points here (the Host says so), or straight (the Origin says so). What another machine
 * has handed on is not theirs either.
 */
function foreign(headers: IncomingHttpHeaders, method: string): Refused | null {
  const host = headers.host ?? ''
  const isHere = isLoopback(host.replace(/:\d+$/, ''))
  const { origin } = headers
  const ownOrigin = origin === undefined || origin === `http://${host}`
  const isCross = headers['sec-fetch-site'] === 'cross-site' && method !== 'GET'
  const isHandedOn = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
  if (isHere && ownOrigin && !isCross && !isHandedOn) return null
  const reason = 'This request comes from another site, and without keys only this machine’s own are taken.'
  return refused(403, 'foreign-request', [reason, 'Ask at http://127.0.0.1, or make a key: `troth key make`.'])
}

function isSame(given: string, token: string | null): boolean {
  if (token === null) return false
  const [a, b] = [Buffer.from(given), Buffer.from(token)]
  return a.length === b.length && timingSafeEqual(a, b)
}
