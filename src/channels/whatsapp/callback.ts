import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Callback, CallbackRead, Heard } from '../../core/message/channel.ts'
import type { Instant } from '../../core/time/instant.ts'
import { failedReason } from './errors.ts'
import type { WhatsappSettings } from './settings.ts'

type Keys = Pick<WhatsappSettings, 'appSecret' | 'verifyToken' | 'number'>

const SIGNATURE = 'x-hub-signature-256'

/** The handshake when a callback is set up, and what comes by it from then on. Never throws. */
export function readCallback(callback: Callback, keys: Keys): CallbackRead {
  if (callback.method === 'GET') return handshake(callback, keys)
  const { headers, body } = callback
  const signed = createHmac('sha256', keys.appSecret).update(body).digest('hex')
  if (!isSame(headers[SIGNATURE] ?? '', `sha256=${signed}`)) return { forged: `${SIGNATURE} does not fit` }
  const read = notice.safeParse(parsed(body.toString('utf8')))
  if (!read.success) return { unreadable: read.error.issues[0]?.message ?? 'not a notice of the Cloud API' }
  return { heard: heardIn(read.data, keys.number), answer: { status: 200, type: 'text/plain', body: '' } }
}

function handshake({ url }: Callback, { verifyToken }: Keys): CallbackRead {
  const asked = new URL(url, 'http://localhost').searchParams
  if (!isSame(asked.get('hub.verify_token') ?? '', verifyToken)) return { forged: 'hub.verify_token does not fit' }
  const challenge = asked.get('hub.challenge')
  if (asked.get('hub.mode') !== 'subscribe' || challenge === null) return { unreadable: 'no hub.challenge' }
  return { heard: [], answer: { status: 200, type: 'text/plain', body: challenge } }
}

/** Of digests, so that neither length nor content shows in the time it takes. */
const isSame = (given: string, expected: string): boolean => timingSafeEqual(digest(given), digest(expected))
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const words = z.string().default('')
const seconds = z.string().regex(/^\d{1,11}$/)

const message = z.object({
  id: z.string(),
  from: z.string(),
  timestamp: seconds,
  type: z.string(),
  context: z.object({ id: z.string().optional() }).nullish(),
  text: z.object({ body: words }).optional(),
  button: z.object({ payload: words, text: words }).optional(),
  interactive: z.object({ button_reply: z.object({ id: words, title: words }).optional() }).optional(),
  reaction: z.object({ message_id: z.string(), emoji: words }).optional(),
  image: z.object({ caption: words }).optional(),
  video: z.object({ caption: words }).optional(),
  document: z.object({ caption: words }).optional(),
})

const status = z.object({
  id: z.string(),
  status: z.string(),
  timestamp: seconds,
  errors: z.array(z.object({ code: z.int() })).optional(),
})

const value = z.object({
  metadata: z.object({ phone_number_id: z.string() }),
  messages: z.array(message).optional(),
  statuses: z.array(status).optional(),
})

const notice = z.object({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(z.object({ changes: z.array(z.object({ field: z.string(), value: z.unknown() })) })),
})

/** What is about another number of the same app, or about templates and accounts, is not ours to hear. */
const heardIn = ({ entry }: z.infer<typeof notice>, number: string): readonly Heard[] =>
  entry
    .flatMap(({ changes }) => changes)
    .flatMap((change) => {
      const read = value.safeParse(change.value)
      if (change.field !== 'messages' || !read.success || read.data.metadata.phone_number_id !== number) return []
      const { messages = [], statuses = [] } = read.data
      return [...messages.flatMap(replyIn), ...statuses.flatMap(receiptIn)]
    })

const at = (timestamp: string): Instant => Number(timestamp) * 1000

/** `sent` is what we know already; who has read it has it. */
function receiptIn({ id, status: now, timestamp, errors = [] }: z.infer<typeof status>): readonly Heard[] {
  const told = { heard: 'receipt', providerId: id, at: at(timestamp) } as const
  if (now === 'delivered' || now === 'read') return [{ ...told, outcome: 'delivered', reason: null, code: null }]
  if (now !== 'failed') return []
  const code = errors[0]?.code
  const reason = code === undefined ? 'refused' : failedReason(code)
  return [{ ...told, outcome: 'failed', reason, code: code === undefined ? null : String(code) }]
}

function replyIn(one: z.infer<typeof message>): readonly Heard[] {
  const said = saidIn(one)
  if (said === null) return []
  const answered = one.context?.id ?? one.reaction?.message_id
  return [
    {
      heard: 'reply',
      id: one.id,
      from: `+${one.from.replace(/^\+/, '')}`,
      ...said,
      answers: answered === undefined ? null : { providerId: answered },
      calendar: null,
      at: at(one.timestamp),
    },
  ]
}

/** A picture, a voice or a place has no words, but somebody should look: its kind stands for it. null: nothing was said. */
function saidIn(one: z.infer<typeof message>): { readonly words: string; readonly button: string | null } | null {
  const { type, text, button, interactive, reaction } = one
  if (type === 'text') return { words: text?.body ?? '', button: null }
  if (type === 'button' && button !== undefined) return { words: button.text, button: payload(button) }
  const pressed = interactive?.button_reply
  if (pressed !== undefined) return { words: pressed.title, button: pressed.id }
  if (type === 'reaction')
    return reaction === undefined || reaction.emoji === '' ? null : { words: reaction.emoji, button: null }
  if (type === 'system') return null
  const caption = one.image?.caption ?? one.video?.caption ?? one.document?.caption ?? ''
  return { words: `[${type}] ${caption}`.trim(), button: null }
}

/** A template's button without a payload of ours sends its own words as one. */
const payload = ({ payload: sent, text }: { readonly payload: string; readonly text: string }): string | null =>
  sent === '' || sent === text ? null : sent

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
