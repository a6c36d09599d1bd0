import { createHmac } from 'node:crypto'
import type { Callback, Channel } from '../../core/message/channel.ts'
import type { Arrived } from '../contract.testing.ts'
import type { Said } from '../hears.testing.ts'
import { openSmsHttp } from '../sms-http.ts'
import { status, type endpoint, type Heard as Request } from '../webhook/endpoint.testing.ts'
import type { SmsHttpSettings } from './dialect.ts'

export const TO = '+447700900123'
export const NOW = Date.UTC(2015, 2, 5, 7, 0, 3)
export const CALLBACK = 'https://troth.acme.example/callbacks/sms'
const TOKEN = '12345'
export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

const PRESETS = {
  twilio: { user: 'AC1', password: TOKEN, sender: '+447700900999', longest: 1600 },
  kannel: { user: 'troth', password: 'secret', secrets: ['let-me-in'], longest: 16_000 },
  generic: { authorization: 'Bearer x', secrets: [SECRET], repeats: true, longest: 16_000 },
} as const satisfies Record<SmsHttpSettings['preset'], Partial<SmsHttpSettings>>

export type Preset = SmsHttpSettings['preset']

export const open = (preset: Preset, url: string, other: Partial<SmsHttpSettings> = {}): Channel =>
  openSmsHttp(
    {
      preset,
      url,
      user: null,
      password: null,
      authorization: null,
      secrets: [],
      sender: '88222',
      callbackUrl: CALLBACK,
      country: 'GB',
      receives: true,
      repeats: false,
      atOnce: 8,
      perSecond: null,
      timeout: 300,
      allowPrivate: true,
      ca: null,
      ...PRESETS[preset],
      ...other,
    },
    () => NOW,
  )

/** As each provider answers what it took. */
export const took: Record<Preset, () => Parameters<typeof endpoint>[0]> = {
  twilio: () => {
    let n = 0
    // It says the text again, escaped.
    const body = '\\u2013'.repeat(1600)
    return (response) => response.writeHead(201).end(`{"body": "${body}", "sid": "SM${(n += 1)}"}`)
  },
  kannel: () => status(202, {}, '0: Accepted for delivery'),
  generic: () => status(202, {}, '{}'),
}

export const arrivedAs: Record<Preset, (request: Request) => Arrived> = {
  twilio: ({ body }) => ({ id: '', subject: null, text: new URLSearchParams(body).get('Body') ?? '' }),
  kannel: ({ path }) => {
    const query = new URL(path, 'http://x').searchParams
    const id = new URL(query.get('dlr-url') ?? '').searchParams.get('id') ?? ''
    return { id, subject: null, text: query.get('text') ?? '' }
  },
  generic: ({ body }) => ({ subject: null, ...(JSON.parse(body) as { readonly id: string; readonly text: string }) }),
}

export const post = (body: string, headers: Callback['headers'], url = CALLBACK): Callback => ({
  method: 'POST',
  url,
  headers,
  body: Buffer.from(body),
})

/** As Twilio’s documentation has it, written apart from our checking. */
export function byTwilio(fields: Readonly<Record<string, string>>, url = CALLBACK, token = TOKEN): Callback {
  const names = Object.keys(fields).toSorted()
  const hmac = createHmac('sha1', token).update(url + names.map((name) => `${name}${fields[name]}`).join(''))
  const headers = { 'x-twilio-signature': hmac.digest('base64'), 'content-type': 'application/x-www-form-urlencoded' }
  return post(new URLSearchParams(fields).toString(), headers, url)
}

export const byKannel = (fields: Readonly<Record<string, string>>, token = 'let-me-in'): Callback => ({
  method: 'GET',
  url: `${CALLBACK}?${new URLSearchParams({ token, ...fields }).toString()}`,
  headers: {},
  body: Buffer.alloc(0),
})

export function byGateway(body: string, other: { readonly at?: number; readonly secret?: string } = {}): Callback {
  const { at = NOW / 1000, secret = SECRET } = other
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`w-1.${at}.${body}`).digest('base64')
  return post(body, { 'webhook-id': 'w-1', 'webhook-timestamp': String(at), 'webhook-signature': `v1,${signature}` })
}

export const saidBy: Record<Preset, (said: Said) => Callback> = {
  twilio: (said) =>
    said.says === 'reply'
      ? byTwilio({ MessageSid: said.id, From: said.from, To: '+447700900999', Body: said.words, NumMedia: '0' })
      : byTwilio({
          MessageSid: said.providerId,
          MessageStatus: said.says === 'failed' ? 'undelivered' : said.says,
          ...(said.says === 'failed' ? { ErrorCode: '30003' } : {}),
        }),
  kannel: (said) =>
    said.says === 'reply'
      ? byKannel({ id: said.id, from: said.from.slice(1), words: said.words, charset: 'UTF-8' })
      : byKannel({ id: said.providerId, type: said.says === 'failed' ? '2' : '1', answer: '' }),
  generic: (said) =>
    byGateway(
      said.says === 'reply'
        ? JSON.stringify({ type: 'reply', id: said.id, from: said.from, text: said.words })
        : JSON.stringify({ type: 'receipt', id: said.providerId, status: said.says, reason: 'unreachable', code: '7' }),
    ),
}
