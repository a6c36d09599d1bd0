import { createHash, timingSafeEqual } from 'node:crypto'
import type { CallbackRead, CallbackReply, Heard, OutMessage, SendAnswer } from '../../core/message/channel.ts'
import { segmentsOf } from '../../core/message/segments.ts'
import type { Instant } from '../../core/time/instant.ts'
import { fateOfStatus } from '../webhook/answer.ts'
import type { Posted } from '../webhook/post.ts'
import { receiptAt, withPlus, type Dialect, type ReceiptAt, type SmsHttpSettings } from './dialect.ts'

/** Delivered to the phone, not delivered, refused by the SMSC: the ends (Kannel's user guide, "Delivery reports"). */
const DLR_MASK = 1 + 2 + 16

/**
 * Kannel's sendsms. It gives no id, so ours is in the address it calls with the receipt, and is what the message is
 * known by. A repeat is a second message to it.
 */
export function kannel(settings: SmsHttpSettings): Dialect {
  const { user, password, sender, callbackUrl, secrets } = settings
  const path = new URL(settings.url).pathname
  const [token = ''] = secrets
  return {
    afterUnknown: 'never',
    request: ({ id, text, validUntil }: OutMessage, to, now) => {
      const query = {
        username: user ?? '',
        password: password ?? '',
        from: sender,
        to,
        charset: 'UTF-8',
        coding: segmentsOf(text).encoding === 'gsm-7' ? '0' : '2',
        ...(callbackUrl === null ? {} : { 'dlr-mask': String(DLR_MASK), 'dlr-url': dlrUrl(callbackUrl, token, id) }),
        ...(validUntil === null ? {} : { validity: String(Math.max(Math.ceil((validUntil - now) / 60_000), 1)) }),
        text,
      }
      return { method: 'GET', path: `${path}?${new URLSearchParams(query).toString()}`, headers: {}, body: '' }
    },
    fate: fateOf,
    read: (callback, now) => {
      const fields = queryOf(callback.url)
      const given = fields.get('token') ?? Buffer.alloc(0)
      if (!secrets.some((secret) => isSame(given, secret))) return { forged: 'the token does not fit' }
      return readFields(fields, now)
    },
  }
}

/** Kannel puts in what follows a percent sign: the type of receipt and the SMSC's own words. */
const dlrUrl = (url: string, token: string, id: string): string =>
  `${url}?${new URLSearchParams({ token, id }).toString().replaceAll('%', '%%')}&type=%d&answer=%A`

/** In a time that tells nothing of where they differ. */
const isSame = (given: Buffer, secret: string): boolean =>
  timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(secret).digest())

function fateOf(posted: Posted, { id }: OutMessage, now: Instant): SendAnswer {
  const { status, words } = posted
  // `0: Accepted for delivery`, `3: Queued for later delivery`.
  if (status >= 200 && status < 300 && /^[03]:/.test(words)) return { fate: 'accepted', providerId: id }
  if (status >= 200 && status < 300) return { fate: 'unknown', reason: 'bad-answer', words: `Kannel answers ${words}` }
  if (status === 401 || status === 403) return { fate: 'later', after: 60_000, reason: 'not-let-in', words }
  return fateOfStatus({ ...posted, providerId: null, now })
}

/** Octets, for Kannel hands on what came in its own alphabet. */
function queryOf(url: string): ReadonlyMap<string, Buffer> {
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : ''
  return new Map(
    query.split('&').map((pair) => {
      const at = pair.includes('=') ? pair.indexOf('=') : pair.length
      return [octetsOf(pair.slice(0, at)).toString('utf8'), octetsOf(pair.slice(at + 1))] as const
    }),
  )
}

const octetsOf = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll('+', ' ').replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  )

const NO_WORDS: CallbackReply = { status: 200, type: 'text/plain', body: '' }

function readFields(fields: ReadonlyMap<string, Buffer>, now: Instant): CallbackRead {
  const field = (name: string): string => (fields.get(name) ?? Buffer.alloc(0)).toString('utf8')
  const [id, type, from] = [field('id'), field('type'), field('from')]
  if (id !== '' && /^\d+$/.test(type))
    return { heard: receiptOf(receiptAt(id, now), Number(type), field('answer')), answer: NO_WORDS }
  const words = fields.get('words')
  if (id === '' || from === '' || words === undefined) return { unreadable: 'neither a receipt nor a message' }
  const text = textOf(words, field('charset'))
  if (text === undefined) return { unreadable: `a message in ${field('charset')}` }
  const reply = { id, from: withPlus(from.trim()), words: text, button: null, answers: null, calendar: null, at: now }
  return { heard: [{ heard: 'reply', ...reply }], answer: NO_WORDS }
}

/** `%C`: what the octets of `%b` are. */
function textOf(octets: Buffer, charset: string): string | undefined {
  const name = charset.toLowerCase()
  if (name === 'utf-16be')
    return Buffer.from(octets.subarray(0, octets.length - (octets.length % 2)))
      .swap16()
      .toString('utf16le')
  if (name === 'iso-8859-1') return octets.toString('latin1')
  return name === '8-bit' || name === 'binary' ? undefined : octets.toString('utf8')
}

/** `answer`: the SMSC's own words. 4 and 8: it is under way. */
function receiptOf(receipt: ReceiptAt, type: number, answer: string): readonly Heard[] {
  if (type === 1) return [{ ...receipt, outcome: 'delivered', reason: null, code: null }]
  if (type !== 2 && type !== 16) return []
  const reason = type === 2 ? (answer.includes('EXPIRED') ? 'expired' : 'unreachable') : 'refused'
  return [{ ...receipt, outcome: 'failed', reason, code: `${type} ${answer}`.trim().slice(0, 200) }]
}
