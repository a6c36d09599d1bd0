import { createRequire } from 'node:module'
import type { ECDH } from 'node:crypto'

interface Options {
  readonly version: 'aes128gcm'
  readonly privateKey: ECDH
  /** base64url */
  readonly authSecret: string
}

/** http_ece, written apart from web-push by an author of RFC 8188 and 8291; it has no types. */
const ece = createRequire(import.meta.url)('http_ece') as { decrypt(body: Buffer, options: Options): Buffer }

export const decrypt = (body: Buffer, options: Options): Buffer => ece.decrypt(body, options)
