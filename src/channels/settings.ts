import { z } from 'zod'
import type { Problem } from '../core/document/problem.ts'
import { parseDuration } from '../core/time/duration.ts'
import type { EmailSettings } from './email/transport-options.ts'
import type { OutboxSettings } from './outbox.ts'
import type { WebhookSettings } from './webhook.ts'
import { readSecret } from './webhook/signature.ts'

export type ChannelSettings =
  | ({ readonly channel: 'outbox' } & OutboxSettings)
  | ({ readonly channel: 'webhook' } & WebhookSettings)
  | ({ readonly channel: 'email' } & EmailSettings)

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

const outbox = z.strictObject({ channel: z.literal('outbox'), folder: text })

const webhook = z.strictObject({
  channel: z.literal('webhook'),
  url: z.string().refine(isEndpoint, 'this is no http or https address without a user in it'),
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

const shape = z.discriminatedUnion('channel', [outbox, webhook, email])

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

function isEndpoint(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === ''
}

type Camel<Name> = Name extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : Name
type InCode<Written> = Written extends unknown ? { [Key in keyof Written as Camel<Key>]: Written[Key] } : never

/** People write `at-once`; code says atOnce. */
const inCode = (written: z.infer<typeof shape>): ChannelSettings =>
  Object.fromEntries(
    Object.entries(written).map(([key, value]) => [
      key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  ) as InCode<typeof written>
