import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { OutMessage } from '../../core/message/channel.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { PushSettings } from './settings.ts'

/** Where a browser takes messages, as `JSON.stringify` writes a PushSubscription; it is what stands in a customer's reach. */
export interface Subscription {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

const shape = z.object({
  endpoint: z.url({ protocol: /^https?$/ }),
  keys: z.object({
    // An uncompressed point of P-256 and 16 bytes (RFC 8291 §3.1, §3.2).
    p256dh: z.string().refine((key) => Buffer.from(key, 'base64url').length === 65),
    auth: z.string().refine((secret) => Buffer.from(secret, 'base64url').length === 16),
  }),
})

/** undefined: it is none. */
export function readSubscription(address: string): Subscription | undefined {
  try {
    const read = shape.safeParse(JSON.parse(address))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}

/** What services take at least, encrypted (RFC 8030 §7.2), less the header, key and tag of RFC 8188: 4096 - 86 - 17. */
const LARGEST = 3993
const DAY = 24 * 3600
const URGENCY = { urgent: 'high', service: 'normal', marketing: 'low' } as const

export interface Encrypted {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** The request to a push service (RFC 8030), encrypted for the browser (RFC 8291) and signed (RFC 8292). */
export async function pushRequest(
  message: OutMessage,
  { subscription, settings, now }: { subscription: Subscription; settings: PushSettings; now: Instant },
): Promise<Encrypted | 'too-long' | 'bad-address'> {
  const { default: webpush } = await import('web-push')
  const payload = Buffer.from(payloadOf(message))
  if (payload.length > LARGEST) return 'too-long'
  const { validUntil } = message
  const { subject, publicKey, privateKey } = settings
  try {
    const { headers, body } = webpush.generateRequestDetails(subscription, payload, {
      contentEncoding: 'aes128gcm',
      vapidDetails: { subject, publicKey, privateKey },
      TTL: validUntil === null ? DAY : Math.max(0, Math.floor((validUntil - now) / 1000)),
      urgency: URGENCY[message.class],
      topic: topicOf(message),
    })
    const written = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])
    return { headers: { 'user-agent': 'troth', ...Object.fromEntries(written) }, body }
  } catch {
    // A point that does not lie on the curve; our own keys were tried when the settings were read.
    return 'bad-address'
  }
}

/** What a service worker gets. `tag` replaces, on the screen too, what was shown of the same promise. */
const payloadOf = (message: OutMessage): string =>
  JSON.stringify({
    id: message.id,
    title: message.subject,
    text: message.text,
    language: message.language,
    tag: topicOf(message),
    actions: message.choices.map(({ answer, words }) => ({ action: answer, title: words })),
  })

/** Newer news of a promise takes the place of what still waits (RFC 8030 §5.4): 32 letters of base64url. */
const topicOf = ({ promise, id }: OutMessage): string =>
  createHash('sha256')
    .update(promise ?? id)
    .digest('base64url')
    .slice(0, 32)
