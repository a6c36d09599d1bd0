import { createHmac, timingSafeEqual } from 'node:crypto'
import type {
  CallbackRead,
  CallbackReply,
  FailedReason,
  Heard,
  LaterReason,
  OutMessage,
  SendAnswer,
} from '../../core/message/channel.ts'
import type { Instant } from '../../core/time/instant.ts'
import { fateOfStatus } from '../webhook/answer.ts'
import type { Posted } from '../webhook/post.ts'
import { FORM, receiptAt, type Dialect, type ReceiptAt, type SmsHttpSettings } from './dialect.ts'

/** Twilio's error codes that say more than "refused" (twilio.com/docs/api/errors), of answers and of receipts. */
const REASONS: Readonly<Record<string, FailedReason>> = {
  21211: 'bad-address',
  21214: 'unreachable',
  21217: 'bad-address',
  21610: 'stopped',
  21612: 'unreachable',
  21614: 'bad-address',
  21617: 'too-long',
  30003: 'unreachable',
  30005: 'unreachable',
  30006: 'unreachable',
  30008: 'unreachable',
  30036: 'expired',
}

/** And those that pass. */
const LATER: Readonly<Record<string, LaterReason>> = {
  14107: 'busy',
  20003: 'not-let-in',
  20429: 'busy',
  21611: 'busy',
}

/** Twilio's Messages API of 2010-04-01. It takes no id of ours, nor can it be asked by one: what is unknown stays so. */
export function twilio(settings: SmsHttpSettings): Dialect {
  const { user, password, sender, callbackUrl } = settings
  const login = Buffer.from(`${user ?? ''}:${password ?? ''}`).toString('base64')
  const path = `${new URL(settings.url).pathname.replace(/\/$/, '')}/2010-04-01/Accounts/${user ?? ''}/Messages.json`
  const from = sender.startsWith('MG') ? { MessagingServiceSid: sender } : { From: sender }
  return {
    afterUnknown: 'never',
    request: ({ text, validUntil }: OutMessage, to, now) => ({
      method: 'POST',
      path,
      headers: { 'content-type': FORM, authorization: `Basic ${login}` },
      body: new URLSearchParams({
        To: to,
        ...from,
        Body: text,
        ...(callbackUrl === null ? {} : { StatusCallback: callbackUrl }),
        ...(validUntil === null ? {} : { ValidityPeriod: String(validFor(validUntil, now)) }),
      }).toString(),
    }),
    fate: fateOf,
    read: (callback, now) => {
      const fields = new URLSearchParams(
        callback.method === 'POST' ? callback.body.toString('utf8') : queryOf(callback.url),
      )
      const url = callbackUrl === null ? callback.url : `${callbackUrl}${queryOf(callback.url)}`
      const signed = callback.method === 'POST' ? twilioSigned(url, fields) : url
      const given = callback.headers['x-twilio-signature'] ?? ''
      if (!isSignature(given, signed, password ?? '')) return { forged: 'X-Twilio-Signature does not fit' }
      return readFields(fields, now)
    },
  }
}

/** Whole seconds; Twilio takes at least 1 and every account at most 14,400. */
const validFor = (until: Instant, now: Instant): number =>
  Math.min(Math.max(Math.floor((until - now) / 1000), 1), 14_400)

function fateOf(posted: Posted, _message: OutMessage, now: Instant): SendAnswer {
  const { status, words } = posted
  const { sid, code, message } = answerOf(words)
  if (status >= 200 && status < 300) {
    if (typeof sid === 'string') return { fate: 'accepted', providerId: sid }
    return { fate: 'unknown', reason: 'bad-answer', words: 'Twilio took it and its answer has no sid' }
  }
  const known = typeof code === 'number' ? String(code) : ''
  const said = `${known} ${typeof message === 'string' ? message : words}`.trim().slice(0, 500)
  const later = LATER[known] ?? (status === 401 ? 'not-let-in' : undefined)
  if (later !== undefined)
    return { fate: 'later', after: later === 'busy' ? 5_000 : 60_000, reason: later, words: said }
  const reason = REASONS[known]
  if (reason !== undefined) return { fate: 'failed', reason, code: known, words: said }
  const fate = fateOfStatus({ ...posted, words: said, providerId: null, now })
  return fate.fate === 'failed' && known !== '' ? { ...fate, code: known } : fate
}

function answerOf(words: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(words)
    return typeof read === 'object' && read !== null ? { ...read } : {}
  } catch {
    return {}
  }
}

/** From its question mark on. */
const queryOf = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '')

/** What is signed: the address, then each field and its value in the order of their names (Twilio, "Validating requests"). */
export const twilioSigned = (url: string, fields: URLSearchParams): string =>
  Array.from(fields)
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .reduce((text, [name, value]) => `${text}${name}${value}`, url)

export const twilioSignature = (signed: string, token: string): string =>
  createHmac('sha1', token).update(signed).digest('base64')

function isSignature(given: string, signed: string, token: string): boolean {
  const expected = Buffer.from(twilioSignature(signed, token))
  const written = Buffer.from(given)
  return token !== '' && expected.length === written.length && timingSafeEqual(expected, written)
}

const DONE: CallbackReply = { status: 204, type: 'text/plain', body: '' }
/** Anything else would be sent to the customer. */
const NO_WORDS: CallbackReply = { status: 200, type: 'text/xml', body: '<Response/>' }

function readFields(fields: URLSearchParams, now: Instant): CallbackRead {
  const id = fields.get('MessageSid') ?? fields.get('SmsSid') ?? ''
  if (id === '') return { unreadable: 'no MessageSid' }
  const status = fields.get('MessageStatus')
  if (status !== null) return { heard: receiptOf(receiptAt(id, now), status, fields.get('ErrorCode')), answer: DONE }
  const from = fields.get('From') ?? ''
  const words = fields.get('Body')
  if (from === '' || words === null) return { unreadable: 'neither a receipt nor a message' }
  const stop = fields.get('OptOutType')
  // Twilio has acted on the word and answered it: what comes is what is so.
  if (stop === 'STOP' || stop === 'START')
    return { heard: [{ heard: stop === 'STOP' ? 'stopped' : 'resumed', id, from, at: now }], answer: NO_WORDS }
  const reply: Heard = { heard: 'reply', id, from, words, button: null, answers: null, calendar: null, at: now }
  return { heard: [reply], answer: NO_WORDS }
}

function receiptOf(receipt: ReceiptAt, status: string, code: string | null): readonly Heard[] {
  if (status === 'delivered' || status === 'read')
    return [{ ...receipt, outcome: 'delivered', reason: null, code: null }]
  if (status !== 'undelivered' && status !== 'failed') return []
  return [{ ...receipt, outcome: 'failed', reason: REASONS[code ?? ''] ?? 'refused', code: code ?? status }]
}
