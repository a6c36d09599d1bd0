import { hash } from 'node:crypto'
import type { Vault } from '../../store/people/vault.ts'

/** 72 bits in 12 letters: short enough for a text message, and nobody guesses at them. */
const BYTES = 9

export interface LinkName {
  readonly customer: string
  /** The first of the visits that follow each other: an old link leads to what is live. */
  readonly visit: string
  /** How often its links were taken back or asked for anew. */
  readonly generation: number
}

/** The same for every message about a visit, so that a retry says the same words; only this installation can make it. */
export const linkToken = (vault: Vault, { customer, visit, generation }: LinkName): string =>
  vault.mac('link', `${customer}\n${visit}\n${generation}`).subarray(0, BYTES).toString('base64url')

/** What is kept of a token. */
export const linkHash = (token: string): Buffer => hash('sha256', token, 'buffer')

/** How facts and the log name a link: nobody gets back from it to the token. */
export const linkId = (hashed: Buffer): string => `l-${hashed.toString('hex').slice(0, 16)}`

const TOKEN = /^[\w-]{12}$/

export const isToken = (text: string): boolean => TOKEN.test(text)
