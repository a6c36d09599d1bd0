import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto'
import type { FactData } from '../../core/fact/fact.ts'

const CIPHER = 'aes-256-gcm'
const IV = 12
const TAG = 16

/** 32 bytes; a customer's own, or the installation's. */
export type Key = Buffer

/**
 * What the installation's secret does: it wraps the customers' keys and keys the hashes, so that a copy of the database
 * alone gives away no name and no address. Sealed bytes are IV, tag, cipher text.
 */
export interface Vault {
  /** A customer's new key, and how it is kept. */
  readonly newKey: () => { readonly key: Key; readonly wrapped: string }
  /** null: it was wrapped by another installation. */
  readonly unwrap: (wrapped: Buffer) => Key | null
  /** Under the installation's own key: what belongs to no known customer. */
  readonly sealOwn: (data: unknown) => string
  readonly openOwn: (sealed: Buffer) => unknown
  /** 32 hex digits that only this installation can make of a text. */
  readonly keyedHash: (text: string) => string
  /** 52 bits of it, for telling two contents apart: they fit a number and give nothing back. */
  readonly contentHash: (text: string) => number
}

export function openVault(secret: Buffer): Vault {
  if (secret.length !== 32) throw new Error('the installation’s secret must have 32 bytes')
  const own = hash('sha256', Buffer.concat([secret, Buffer.from('keys')]), 'buffer')
  // SHA-256 of secret and text, cut to half: what is cut off is what an extension of the text would need.
  const prefix = hash('sha256', Buffer.concat([secret, Buffer.from('hashes')]), 'hex')
  const keyed = (text: string): string => hash('sha256', prefix + text, 'hex')
  return {
    newKey: () => {
      const key = randomBytes(32)
      return { key, wrapped: hex(encrypt(own, key)) }
    },
    unwrap: (wrapped) => decrypt(own, wrapped),
    sealOwn: (data) => seal(own, data),
    openOwn: (sealed) => openSealed(own, sealed),
    keyedHash: (text) => keyed(text).slice(0, 32),
    contentHash: (text) => Number.parseInt(keyed(text).slice(0, 13), 16),
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

function encrypt(key: Key, plain: Buffer): Buffer {
  const iv = randomBytes(IV)
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
