import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import {
  FAILED_REASONS,
  type Callback,
  type CallbackRead,
  type FailedReason,
  type Heard,
} from '../../core/message/channel.ts'
import { formatInstant, type Instant } from '../../core/time/instant.ts'
import { fateOfStatus } from '../webhook/answer.ts'
import { signer } from '../webhook/signature.ts'
import { withPlus, type Dialect, type SmsHttpSettings } from './dialect.ts'

/** Standard Webhooks 1.0 leaves the tolerance open; its libraries take five minutes. */
const TOLERANCE = 300

/**
 * A gateway of one's own, or a few lines before somebody's: JSON out, JSON back, signed by Standard Webhooks 1.0. The
 * message is known by our id, or by the `id` the gateway answers with.
 */
export function generic(settings: SmsHttpSettings): Dialect {
  const { sender, callbackUrl, authorization, secrets, repeats } = settings
  const { pathname, search } = new URL(settings.url)
  const sign = signer(secrets)
  return {
    afterUnknown: repeats ? 'repeat' : 'never',
    request: ({ id, text, validUntil }, to) => ({
      method: 'POST',
      path: `${pathname}${search}`,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(authorization === null ? {} : { authorization }),
      },
      body: JSON.stringify({
        id,
        from: sender,
        to,
        text,
        callback: callbackUrl,
        valid_until: validUntil === null ? null : formatInstant(validUntil),
      }),
    }),
    fate: (posted, { id }, now) => {
      const fate = fateOfStatus({ ...posted, providerId: idIn(posted.words) ?? id, now })
      const { status, words } = posted
      return status === 401 ? { fate: 'later', after: 60_000, reason: 'not-let-in', words } : fate
    },
    read: (callback, now) =>
      isSigned(callback, sign, now) ? readBody(callback, now) : { forged: 'no signature of ours fits' },
  }
}

const answer = z.object({ id: z.string().min(1) })

function idIn(words: string): string | undefined {
  const read = answer.safeParse(parsed(words))
  return read.success ? read.data.id : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isSigned({ headers, body }: Callback, sign: ReturnType<typeof signer>, now: Instant): boolean {
  const { 'webhook-id': id = '', 'webhook-timestamp': stamp = '', 'webhook-signature': given = '' } = headers
  if (!/^\d{1,12}$/.test(stamp) || Math.abs(Number(stamp) - now / 1000) > TOLERANCE) return false
  const ours = sign(id, stamp, body.toString('utf8')).split(' ')
  return given.split(' ').some((one) => ours.some((other) => isSame(one, other)))
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

const reasons = Object.keys(FAILED_REASONS) as [FailedReason, ...FailedReason[]]

const said = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('receipt'),
    id: z.string().min(1),
    status: z.enum(['delivered', 'failed', 'under-way']),
    reason: z.enum(reasons).default('refused'),
    code: z.string().min(1).default('failed'),
  }),
  z.object({ type: z.literal('reply'), id: z.string().min(1), from: z.string().min(1), text: z.string() }),
  z.object({ type: z.enum(['stopped', 'resumed']), id: z.string().min(1), from: z.string().min(1) }),
])

function readBody({ body }: Callback, now: Instant): CallbackRead {
  const read = said.safeParse(parsed(body.toString('utf8')))
  if (!read.success) return { unreadable: z.prettifyError(read.error).replaceAll('\n', ' ').slice(0, 300) }
  return { heard: heardOf(read.data, now), answer: { status: 204, type: 'text/plain', body: '' } }
}

function heardOf(one: z.infer<typeof said>, at: Instant): readonly Heard[] {
  switch (one.type) {
    case 'receipt': {
      if (one.status === 'under-way') return []
      const failed = one.status === 'failed'
      const { id: providerId, status: outcome } = one
      return [
        {
          heard: 'receipt',
          providerId,
          outcome,
          reason: failed ? one.reason : null,
          code: failed ? one.code : null,
          at,
        },
      ]
    }
    case 'reply': {
      const { id, from, text: words } = one
      return [{ heard: 'reply', id, from: withPlus(from), words, button: null, answers: null, calendar: null, at }]
    }
    case 'stopped':
    case 'resumed':
      return [{ heard: one.type, id: one.id, from: withPlus(one.from), at }]
  }
}
