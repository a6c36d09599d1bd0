import { createCipheriv, createDecipheriv, createHmac, hash, randomBytes } from 'node:crypto'
import type { FactData } from '../../core/fact/fact.ts'

const CIPHER = 'aes-256-gcm'
const IV = 12
const TAG = 16
/** Bytes after a seed that tell whether it is ours. */
const CHECK = 8

/** 32 bytes; a customer's own, or the installation's. */
export type Key = Buffer

/**
 * What the installation's secret does: with it, and only with it, a customer's key is made of what is kept for the
 * customer, 32 random bytes; so a copy of the database alone gives away no name and no address, and without those bytes
 * nobody can make the key again. Sealed bytes are IV, tag, cipher text.
 */
export interface Vault {
  /** A customer's new key, and what is kept to make it again. */
  readonly newKey: () => { readonly key: Key; readonly seed: string }
  /** null: the seed belongs to another installation. */
  readonly keyFrom: (seed: Buffer) => Key | null
  /** Under the installation's own key: what belongs to no known customer. */
  readonly sealOwn: (data: unknown) => string
  readonly openOwn: (sealed: Buffer) => unknown
  /** 32 hex digits that only this installation can make of a text. */
  readonly keyedHash: (text: string) => string
  /** 52 bits of it, for telling two contents apart: they fit a number and give nothing back. */
  readonly contentHash: (text: string) => number
  /** HMAC-SHA-256 (RFC 2104) of a text for one use: what one use lets out is of no help to another. */
  readonly mac: (use: string, text: string) => Buffer
}

export function openVault(secret: Buffer): Vault {
  if (secret.length !== 32) throw new Error('the installation’s secret must have 32 bytes')
  const own = hash('sha256', Buffer.concat([secret, Buffer.from('own')]), 'buffer')
  const keys = hash('sha256', Buffer.concat([secret, Buffer.from('keys')]), 'buffer')
  // All parts have a fixed length, so that one is never taken for a longer piece of another.
  const made = (use: string, random32: Buffer): Buffer =>
    hash('sha256', Buffer.concat([keys, Buffer.from(use), random32]), 'buffer')
  const checkOf = (random32: Buffer): Buffer => made('check', random32).subarray(0, CHECK)
  // SHA-256 of secret and text, cut to half: what is cut off is what an extension of the text would need.
  const prefix = hash('sha256', Buffer.concat([secret, Buffer.from('hashes')]), 'hex')
  const keyed = (text: string): string => hash('sha256', prefix + text, 'hex')
  const macs = hash('sha256', Buffer.concat([secret, Buffer.from('macs')]), 'buffer')
  return {
    newKey: () => {
      const random32 = random(32)
      return { key: made('key  ', random32), seed: hex(Buffer.concat([random32, checkOf(random32)])) }
    },
    keyFrom: (seed) => {
      const random32 = seed.subarray(0, 32)
      return checkOf(random32).equals(seed.subarray(32)) ? made('key  ', random32) : null
    },
    sealOwn: (data) => seal(own, data),
    openOwn: (sealed) => openSealed(own, sealed),
    keyedHash: (text) => keyed(text).slice(0, 32),
    contentHash: (text) => Number.parseInt(keyed(text).slice(0, 13), 16),
    mac: (use, text) => createHmac('sha256', macs).update(`${use}\n${text}`).digest(),
  }
}

/** As PostgreSQL reads bytes in JSON. */
export const seal = (key: Key, data: unknown): string => hex(encrypt(key, Buffer.from(JSON.stringify(data))))

/** undefined: another key, or bytes that were changed. */
export function openSealed(key: Key, sealed: Buffer): unknown {
  const plain = decrypt(key, sealed)
  return plain === null ? undefined : (JSON.parse(plain.toString()) as unknown)
}

export const openPersonal = (key: Key | null, sealed: Buffer | null): FactData | null =>
  key === null || sealed === null ? null : ((openSealed(key, sealed) as FactData | undefined) ?? null)

const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`

const POOL = 8192
let pool = Buffer.alloc(0)

/** Asking the system for each dozen bytes takes 35 µs; each byte of the pool is given once. */
function random(bytes: number): Buffer {
  if (pool.length < bytes) pool = randomBytes(POOL)
  const given = Buffer.from(pool.subarray(0, bytes))
  pool = pool.subarray(bytes)
  return given
}

function encrypt(key: Key, plain: Buffer): Buffer {
  const iv = random(IV)
  const cipher = createCipheriv(CIPHER, key, iv)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

function decrypt(key: Key, sealed: Buffer): Buffer | null {
  if (sealed.length < IV + TAG) return null
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, IV), { authTagLength: TAG })
  decipher.setAuthTag(sealed.subarray(IV, IV + TAG))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(IV + TAG)), decipher.final()])
  } catch {
    return null
  }
}
