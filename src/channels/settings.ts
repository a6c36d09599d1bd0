import { createECDH } from 'node:crypto'
import { z } from 'zod'
import type { Problem } from '../core/document/problem.ts'
import { parseDuration } from '../core/time/duration.ts'
import type { EmailSettings } from './email/transport-options.ts'
import type { OutboxSettings } from './outbox.ts'
import type { SmsHttpSettings } from './sms-http/dialect.ts'
import { isSender } from './sms/sender.ts'
import type { SmppSettings } from './smpp/settings.ts'
import type { PushSettings } from './push/settings.ts'
import type { WebhookSettings } from './webhook.ts'
import { readSecret } from './webhook/signature.ts'
import type { WhatsappSettings } from './whatsapp/settings.ts'

export type ChannelSettings =
  | ({ readonly channel: 'outbox' } & OutboxSettings)
  | ({ readonly channel: 'webhook' } & WebhookSettings)
  | ({ readonly channel: 'email' } & EmailSettings)
  | ({ readonly channel: 'smpp' } & SmppSettings)
  | ({ readonly channel: 'sms-http' } & SmsHttpSettings)
  | ({ readonly channel: 'whatsapp' } & WhatsappSettings)
  | ({ readonly channel: 'push' } & PushSettings)

const duration = (usual: string) =>
  z
    .string()
    .default(usual)
    .transform((text, context) => {
      const read = parseDuration(text)
      if (read !== undefined && read > 0) return read
      context.addIssue('this is no length of time: write it like 15s or 1m30s')
      return z.NEVER
    })

const text = z.string().min(1)
const optional = text.nullable().default(null)
const atOnce = (usual: number) => z.int().min(1).max(1000).default(usual)

const endpointUrl = z.string().refine(isEndpoint, 'this is no http or https address without a user in it')

const outbox = z.strictObject({ channel: z.literal('outbox'), folder: text })

const webhook = z.strictObject({
  channel: z.literal('webhook'),
  url: endpointUrl,
  secrets: z
    .array(
      z
        .string()
        .refine((secret) => readSecret(secret) !== undefined, 'this is not whsec_ and 24 to 64 bytes in base64'),
    )
    .min(1)
    .max(2),
  'allow-private': z.boolean().default(false),
  timeout: duration('15s'),
  'at-once': atOnce(32),
  address: z.enum(['none', 'mail', 'sms', 'whatsapp', 'voice', 'push']).default('none'),
  receives: z.boolean().default(false),
  ca: optional,
})

const imap = z.strictObject({
  host: text,
  port: z.int().min(1).max(65_535).default(993),
  tls: z.enum(['implicit', 'required', 'none']).default('implicit'),
  ca: optional,
  auth: z.strictObject({ user: text, password: text }),
  folder: text.default('INBOX'),
  'move-to': optional,
  poll: duration('1m'),
})

const email = z.strictObject({
  channel: z.literal('email'),
  host: text,
  port: z.int().min(1).max(65_535).default(587),
  tls: z.enum(['implicit', 'required', 'offered', 'none']).default('required'),
  ca: optional,
  auth: z.strictObject({ user: text, password: text }).nullable().default(null),
  from: z
    .string()
    .regex(/^[^\r\n]*[^\s<>@]@[^\s<>@]+>?$/, 'this is no sender: write it like Acme <visits@acme.example>'),
  'envelope-from': optional,
  'reply-to': optional,
  receives: z.boolean().default(false),
  imap: imap.transform(inCode).nullable().default(null),
  unsubscribe: z.strictObject({ url: endpointUrl, secret: text }).nullable().default(null),
  'message-id-domain': optional,
  name: optional,
  'at-once': atOnce(5),
  timeouts: z
    .strictObject({
      connect: duration('10s'),
      greeting: duration('15s'),
      silence: duration('1m'),
      whole: duration('2m'),
    })
    .prefault({}),
})

/** What both kinds of text messages share. */
const sms = {
  sender: text.refine(isSender, 'this is no sender: +447700900999, 88222 or a word of up to eleven letters'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'this is no country: write it like GB')
    .nullable()
    .default(null),
  receives: z.boolean().default(true),
  // Ten parts of 153 letters, or what Twilio takes.
  longest: z.int().min(70).max(16_000).default(1600),
  'per-second': z.number().positive().max(10_000).nullable().default(null),
  ca: optional,
}

const smpp = z.strictObject({
  channel: z.literal('smpp'),
  host: text,
  port: z.int().min(1).max(65_535).default(2775),
  tls: z.boolean().default(false),
  'system-id': text.max(15, 'a system id has 15 letters at most'),
  password: text.max(8, 'a password of SMPP has 8 letters at most'),
  'system-type': z.string().max(12).default(''),
  'sender-type': z
    .strictObject({ ton: z.int().min(0).max(6), npi: z.int().min(0).max(18) })
    .nullable()
    .default(null),
  receipts: z.boolean().default(true),
  'receipt-ids': z.enum(['same', 'decimal', 'hex']).default('same'),
  alphabet: z.enum(['gsm', 'latin-1']).default('gsm'),
  long: z.enum(['parts', 'payload']).default('parts'),
  'at-once': atOnce(10),
  timeouts: z
    .strictObject({ connect: duration('10s'), answer: duration('30s'), silence: duration('30s') })
    .prefault({}),
  ...sms,
})

const TWILIO = 'https://api.twilio.com'

const smsHttp = z
  .strictObject({
    channel: z.literal('sms-http'),
    preset: z.enum(['twilio', 'kannel', 'generic']),
    url: z.string().refine(isEndpoint, 'this is no http or https address without a user in it').default(TWILIO),
    user: optional,
    password: optional,
    authorization: optional,
    secrets: z.array(z.string().min(8, 'a secret has eight letters at least')).max(2).default([]),
    'callback-url': z
      .string()
      .refine((url) => isEndpoint(url) && !/[?#%]/.test(url), 'this is no plain address of /callbacks/<name>')
      .nullable()
      .default(null),
    repeats: z.boolean().default(false),
    'at-once': atOnce(16),
    timeout: duration('15s'),
    'allow-private': z.boolean().default(false),
    ...sms,
    sender: text.refine((sender) => isSender(sender) || /^MG[0-9a-f]{32}$/.test(sender), 'this is no sender'),
  })
  .superRefine(({ preset, url, user, password, secrets, 'callback-url': callback }, context) => {
    const lacks = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (preset !== 'twilio' && url === TWILIO) lacks('url', `${preset} has an address of its own`)
    if (preset !== 'generic' && user === null) lacks('user', `${preset} wants a user`)
    if (preset !== 'generic' && password === null) lacks('password', `${preset} wants a password`)
    if (preset === 'kannel' && callback !== null && secrets.length === 0)
      lacks('secrets', 'without a secret anybody could call us and say that they are Kannel')
    if (preset !== 'generic') return
    if (secrets.length === 0 || secrets.some((secret) => readSecret(secret) === undefined))
      lacks('secrets', 'one or two are wanted, whsec_ and 24 to 64 bytes in base64')
  })

const whatsapp = z.strictObject({
  channel: z.literal('whatsapp'),
  url: endpointUrl.default('https://graph.facebook.com/v23.0'),
  number: z.string().regex(/^\d{5,30}$/, 'this is no id of a number: it has digits alone'),
  token: text,
  'app-secret': text,
  'verify-token': text,
  'allow-private': z.boolean().default(false),
  timeout: duration('15s'),
  'at-once': atOnce(16),
  // What a number may send to begin with.
  'per-second': z.number().positive().max(1000).nullable().default(80),
  ca: optional,
})

/** Bytes in base64url, as browsers and `web-push generate-vapid-keys` write them. */
const bytes = (length: number, what: string) =>
  z
    .string()
    .refine((key) => /^[\w-]+$/.test(key) && Buffer.from(key, 'base64url').length === length, `this is no ${what}`)

const push = z
  .strictObject({
    channel: z.literal('push'),
    subject: z.string().regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, 'write it like mailto:it@acme.example'),
    'public-key': bytes(65, 'public VAPID key'),
    'private-key': bytes(32, 'private VAPID key'),
    url: endpointUrl.default('https://fcm.googleapis.com/'),
    'allow-private': z.boolean().default(false),
    timeout: duration('15s'),
    'at-once': atOnce(16),
    ca: optional,
  })
  .refine((keys) => isPair(keys['public-key'], keys['private-key']), {
    path: ['public-key'],
    message: 'it is not the public key of this private key',
  })

const shape = z.discriminatedUnion('channel', [outbox, webhook, email, smpp, smsHttp, whatsapp, push])

export type ReadSettings = { readonly settings: ChannelSettings } | { readonly problems: readonly Problem[] }

/** The only place that distrusts a channel's settings. Values are never repeated in a problem: some are secrets. */
export function readChannelSettings(value: unknown): ReadSettings {
  const read = shape.safeParse(value)
  if (read.success) return { settings: inCode(read.data) }
  const channel = typeof value === 'object' && value !== null && 'channel' in value ? String(value.channel) : ''
  return {
    problems: read.error.issues.map(({ path, message }) => ({
      level: 'error',
      code: 'channel-settings',
      place: {
        path: ['channels', channel, ...path]
          .filter((part) => part !== '')
          .map(String)
          .join('.'),
      },
      reason: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
      mend: 'The reference of channels shows every setting.',
    })),
  }
}

function isPair(publicKey: string, privateKey: string): boolean {
  const pair = createECDH('prime256v1')
  try {
    pair.setPrivateKey(privateKey, 'base64url')
  } catch {
    return false
  }
  return pair.getPublicKey('base64url') === publicKey
}

function isEndpoint(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === ''
}

type Camel<Name> = Name extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : Name
type InCode<Written> = Written extends unknown ? { [Key in keyof Written as Camel<Key>]: Written[Key] } : never

/** People write `at-once`; code says atOnce. */
function inCode<Written extends object>(written: Written): InCode<Written> {
  return Object.fromEntries(
    Object.entries(written).map(([key, value]: [string, unknown]) => [
      key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  ) as InCode<Written>
}
