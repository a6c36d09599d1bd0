import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { decrypt } from './http-ece.testing.ts'

export interface Notification {
  readonly payload: { readonly id: string; readonly title: string | null; readonly text: string; readonly tag: string }
  readonly headers: IncomingMessage['headers']
  /** What the VAPID token says, once its signature holds by the key that came along. */
  readonly token: { readonly aud: string; readonly exp: number; readonly sub: string }
  readonly key: string
}

export interface PushService {
  /** A browser's subscription, as JSON. */
  readonly subscription: string
  readonly url: string
  readonly shown: readonly Notification[]
  readonly stop: () => Promise<void>
}

/** A push service and the browser behind it, which decrypts: RFC 8030, 8291 and 8292. */
export async function pushService(
  tls: { readonly key: string; readonly cert: string } | null = null,
  reply: (response: ServerResponse) => void = (response) => response.writeHead(201).end(),
): Promise<PushService> {
  const browser = createECDH('prime256v1')
  const p256dh = browser.generateKeys().toString('base64url')
  const auth = randomBytes(16).toString('base64url')
  const shown: Notification[] = []
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const plain = decrypt(Buffer.concat(chunks), { version: 'aes128gcm', privateKey: browser, authSecret: auth })
      const payload = JSON.parse(plain.toString('utf8')) as Notification['payload']
      shown.push({ payload, headers: request.headers, ...vapid(request.headers.authorization ?? '') })
      reply(response)
    })
  }
  const server = tls === null ? createServer(listener) : createSecureServer(tls, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `${tls === null ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}/push/1`
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { subscription: JSON.stringify({ endpoint: url, keys: { p256dh, auth } }), url, shown, stop }
}

/** Throws when the signature does not hold. */
function vapid(authorization: string): Pick<Notification, 'token' | 'key'> {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=([^,]+)$/.exec(authorization) ?? []
  const [header = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const how = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
  if (!verify('sha256', Buffer.from(`${header}.${claims}`), how, Buffer.from(signature, 'base64url')))
    throw new Error('the token is not signed by this key')
  return { token: JSON.parse(Buffer.from(claims, 'base64url').toString()) as Notification['token'], key }
}
