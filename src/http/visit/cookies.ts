import type { IncomingHttpHeaders } from 'node:http'
import { minutes, type Instant } from '../../core/time/instant.ts'
import type { Vault } from '../../store/people/vault.ts'
import { isSame } from './form.ts'

const UNLOCK = 'troth-unlock'
const LANGUAGE = 'troth-language'
const UNLOCK_MS = minutes(30)
const YEAR_S = 365 * 24 * 3600

export function cookieIn({ cookie = '' }: IncomingHttpHeaders, name: string): string | null {
  for (const part of cookie.slice(0, 4096).split(';')) {
    const [key, value] = part.trim().split('=')
    if (key === name && value !== undefined) return value
  }
  return null
}

export interface CookiePlace {
  /** `/v/…`: it is shown to this link's pages only. */
  readonly root: string
  readonly isSecure: boolean
}

const written = (text: string, { root, isSecure }: CookiePlace, seconds: number): string =>
  `${text}; Path=${root}; Max-Age=${seconds}; HttpOnly${isSecure ? '; Secure' : ''}`

/** Which link's, and when. */
export interface Unlocking {
  readonly vault: Vault
  readonly id: string
  readonly now: Instant
}

/** Opens this link's details for half an hour, and no other's. */
export function unlockCookie({ vault, id: link, now }: Unlocking, place: CookiePlace): string {
  const until = now + UNLOCK_MS
  const proof = vault.mac('unlock', `${link}\n${until}`).toString('base64url')
  return `${written(`${UNLOCK}=${until}.${proof}`, place, UNLOCK_MS / 1000)}; SameSite=Strict`
}

export function isUnlocked(headers: IncomingHttpHeaders, { vault, id: link, now }: Unlocking): boolean {
  const [, until = '', proof = ''] = /^(\d{13})\.([\w-]{43})$/.exec(cookieIn(headers, UNLOCK) ?? '') ?? []
  if (until === '' || Number(until) < now) return false
  return isSame(proof, vault.mac('unlock', `${link}\n${until}`).toString('base64url'))
}

/** Lax: whoever comes back from our message reads it in the language they chose. */
export const languageCookie = (tag: string, place: CookiePlace): string =>
  `${written(`${LANGUAGE}=${tag}`, place, YEAR_S)}; SameSite=Lax`

export const languageIn = (headers: IncomingHttpHeaders): string | null => cookieIn(headers, LANGUAGE)
