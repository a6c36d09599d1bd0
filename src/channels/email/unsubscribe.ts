import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import type { Callback, CallbackRead, OutMessage } from '../../core/message/channel.ts'
import { html } from '../../core/document/html.ts'
import type { Instant } from '../../core/time/instant.ts'

export interface UnsubscribeSettings {
  /** Where the world reaches this channel's callbacks: `https://visits.acme.example/callbacks/mail`. */
  readonly url: string
  /** Any secret of the house's own; with another one, links in mails that are out stop to work. */
  readonly secret: string
}

/**
 * One click in the mail program (RFC 8058), for marketing alone: what a customer needs to know of their visit is not a
 * list to leave. Whoever signs mails with DKIM must let the signature cover both headers.
 */
export function unsubscribeHeaders(
  { class: kind, to, language }: OutMessage,
  { unsubscribe }: { readonly unsubscribe: UnsubscribeSettings | null },
): Readonly<Record<string, string>> {
  if (kind !== 'marketing' || unsubscribe === null || to === null) return {}
  const token = seal(JSON.stringify([to, language]), unsubscribe.secret)
  return {
    'List-Unsubscribe': `<${unsubscribe.url}?u=${token}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}

/** GET shows a button and changes nothing, since scanners open every link; POST stops. */
export function readUnsubscribe(
  { method, url, body }: Callback,
  { secret }: UnsubscribeSettings,
  now: Instant,
): CallbackRead {
  const token = new URL(url, 'http://localhost').searchParams.get('u') ?? ''
  const opened = open(token, secret)
  if (opened === undefined) return { forged: 'this is no unsubscribe link of ours' }
  const [from, language] = opened
  if (method === 'GET') return { heard: [], answer: page(language, from) }
  if (!/(^|&)(List-Unsubscribe=One-Click|stop=1)(&|$)/i.test(body.toString('latin1').trim()))
    return { unreadable: 'neither one click nor the button' }
  return {
    // The same link stops the same thing: heard twice it has the same id.
    heard: [{ heard: 'stopped', id: `unsubscribe-${digest(token)}`, from, at: now }],
    answer: { status: 200, type: 'text/plain; charset=utf-8', body: `${WORDS[primary(language)]?.done ?? EN.done}\n` },
  }
}

const EN = { ask: 'Unsubscribe', done: 'You are unsubscribed.' }
const WORDS: Readonly<Record<string, typeof EN>> = {
  en: EN,
  de: { ask: 'Abmelden', done: 'Sie sind abgemeldet.' },
  es: { ask: 'Darse de baja', done: 'Se ha dado de baja.' },
  ar: { ask: 'إلغاء الاشتراك', done: 'تم إلغاء اشتراكك.' },
}

const primary = (language: string): string => language.split('-', 1)[0] ?? ''

const page = (language: string, address: string) => ({
  status: 200,
  type: 'text/html; charset=utf-8',
  body: html`<!doctype html>
    <html lang="${language}">
      <meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>
        ${WORDS[primary(language)]?.ask ?? EN.ask}
      </title>
      <body dir="auto">
        <form method="post">
          <p><bdi>${address}</bdi></p>
          <button name="stop" value="1">${WORDS[primary(language)]?.ask ?? EN.ask}</button>
        </form>
      </body>
    </html>`.markup,
})

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

const keyOf = (secret: string): Buffer => createHash('sha256').update(`unsubscribe\n${secret}`).digest()

/** Encrypted, since addresses in links end in logs; its nonce is made of what it holds, so each mail has the same link. */
function seal(text: string, secret: string): string {
  const key = keyOf(secret)
  const nonce = createHmac('sha256', key).update(text).digest().subarray(0, NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

const NONCE = 12
const TAG = 16

function open(token: string, secret: string): readonly [address: string, language: string] | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length <= NONCE + TAG) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, NONCE))
    decipher.setAuthTag(bytes.subarray(-TAG))
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8')
    return JSON.parse(text) as [string, string]
  } catch {
    return undefined
  }
}
