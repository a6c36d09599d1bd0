import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Callback, Channel, Heard } from '../core/message/channel.ts'
import { describeChannel, messageOf, type Arrived, type Mood } from './contract.testing.ts'
import { called, describeForgery, describeHearing, type Said } from './hears.testing.ts'
import type { SmsHttpSettings } from './sms-http/dialect.ts'
import { openSmsHttp } from './sms-http.ts'
import { endpoint, endpointOf, status, type Heard as Request } from './webhook/endpoint.testing.ts'

const TO = '+447700900123'
const NOW = Date.UTC(2015, 2, 5, 7, 0, 3)
const CALLBACK = 'https://troth.acme.example/callbacks/sms'
const TOKEN = '12345'
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

const PRESETS = {
  twilio: { user: 'AC1', password: TOKEN, sender: '+447700900999', longest: 1600 },
  kannel: { user: 'troth', password: 'secret', secrets: ['let-me-in'], longest: 16_000 },
  generic: { authorization: 'Bearer x', secrets: [SECRET], repeats: true, longest: 16_000 },
} as const satisfies Record<SmsHttpSettings['preset'], Partial<SmsHttpSettings>>

type Preset = SmsHttpSettings['preset']

const open = (preset: Preset, url: string, other: Partial<SmsHttpSettings> = {}): Channel =>
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
const took: Record<Preset, () => Parameters<typeof endpoint>[0]> = {
  twilio: () => {
    let n = 0
    return (response) => response.writeHead(201).end(JSON.stringify({ sid: `SM${(n += 1)}`, status: 'queued' }))
  },
  kannel: () => status(202, {}, '0: Accepted for delivery'),
  generic: () => status(202, {}, '{}'),
}

const arrivedAs: Record<Preset, (request: Request) => Arrived> = {
  twilio: ({ body }) => ({ id: '', subject: null, text: new URLSearchParams(body).get('Body') ?? '' }),
  kannel: ({ path }) => {
    const query = new URL(path, 'http://x').searchParams
    const id = new URL(query.get('dlr-url') ?? '').searchParams.get('id') ?? ''
    return { id, subject: null, text: query.get('text') ?? '' }
  },
  generic: ({ body }) => ({ subject: null, ...(JSON.parse(body) as { readonly id: string; readonly text: string }) }),
}

const MOODS = [
  'well',
  'refuses-now',
  'refuses-forever',
  'stalls-before',
  'stalls-after',
  'drops-before',
  'drops-after',
  'gone',
] as const satisfies readonly Mood[]

const answering = (preset: Preset, mood: Mood) => (mood === 'well' ? endpoint(took[preset]()) : endpointOf(mood))

const post = (body: string, headers: Callback['headers'], url = CALLBACK): Callback => ({
  method: 'POST',
  url,
  headers,
  body: Buffer.from(body),
})

/** As Twilio's documentation has it, written apart from our checking. */
function byTwilio(fields: Readonly<Record<string, string>>, url = CALLBACK, token = TOKEN): Callback {
  const names = Object.keys(fields).toSorted()
  const hmac = createHmac('sha1', token).update(url + names.map((name) => `${name}${fields[name]}`).join(''))
  const headers = { 'x-twilio-signature': hmac.digest('base64'), 'content-type': 'application/x-www-form-urlencoded' }
  return post(new URLSearchParams(fields).toString(), headers, url)
}

const byKannel = (fields: Readonly<Record<string, string>>, token = 'let-me-in'): Callback => ({
  method: 'GET',
  url: `${CALLBACK}?${new URLSearchParams({ token, ...fields }).toString()}`,
  headers: {},
  body: Buffer.alloc(0),
})

function byGateway(body: string, other: { readonly at?: number; readonly secret?: string } = {}): Callback {
  const { at = NOW / 1000, secret = SECRET } = other
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`w-1.${at}.${body}`).digest('base64')
  return post(body, { 'webhook-id': 'w-1', 'webhook-timestamp': String(at), 'webhook-signature': `v1,${signature}` })
}

const saidBy: Record<Preset, (said: Said) => Callback> = {
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

for (const preset of ['twilio', 'kannel', 'generic'] as const) {
  describeChannel({
    name: `SMS by ${preset}`,
    moods: MOODS,
    patienceMs: 2000,
    to: TO,
    subjects: false,
    repeats: preset !== 'twilio',
    meet: async (mood) => {
      const { url, heard, stop } = await answering(preset, mood)
      return { channel: open(preset, url), arrived: async () => heard.map(arrivedAs[preset]), stop }
    },
  })

  let n = 0
  describeHearing({
    name: `SMS by ${preset}`,
    says: ['delivered', 'failed', 'reply'],
    from: TO,
    ids: true,
    nextId: () => `m-${(n += 1)}`,
    meet: async (hear) => {
      const { url, stop } = await answering(preset, 'well')
      const channel = open(preset, url)
      return { channel, say: (said) => called(channel, hear, saidBy[preset](said)), stop }
    },
  })
}

const receipt = { MessageSid: 'SM1', MessageStatus: 'delivered' }

describeForgery({
  name: 'SMS by twilio',
  open: () => open('twilio', 'http://127.0.0.1:9/'),
  forged: {
    'no signature': post(new URLSearchParams(receipt).toString(), {}),
    'another account’s token': byTwilio(receipt, CALLBACK, '54321'),
    'a field more': { ...byTwilio(receipt), body: Buffer.from('MessageSid=SM1&MessageStatus=delivered&From=x') },
    'a value changed': { ...byTwilio(receipt), body: Buffer.from('MessageSid=SM2&MessageStatus=delivered') },
    'signed for another address': { ...byTwilio(receipt, 'https://other.example/'), url: CALLBACK },
  },
  unreadable: {
    'no id': byTwilio({ MessageStatus: 'delivered' }),
    'no words': byTwilio({ MessageSid: 'SM1', From: TO }),
  },
})

describeForgery({
  name: 'SMS by kannel',
  open: () => open('kannel', 'http://127.0.0.1:9/'),
  forged: {
    'no token': byKannel({ id: 'm-1', type: '1' }, ''),
    'another token': byKannel({ id: 'm-1', type: '1' }, 'let-me-inn'),
    'no query': { ...byKannel({}), url: CALLBACK },
  },
  unreadable: {
    nothing: byKannel({}),
    'no sender': byKannel({ id: 'x', words: '1' }),
    octets: byKannel({ id: 'x', from: '1', words: '1', charset: '8-BIT' }),
  },
})

const good = JSON.stringify({ type: 'receipt', id: 'm-1', status: 'delivered' })

describeForgery({
  name: 'SMS by a gateway',
  open: () => open('generic', 'http://127.0.0.1:9/'),
  forged: {
    'no signature': post(good, {}),
    'another secret': byGateway(good, { secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDABCDEFGHIJ==' }),
    'a body changed': { ...byGateway(good), body: Buffer.from(good.replace('m-1', 'm-2')) },
    'ten minutes old': byGateway(good, { at: NOW / 1000 - 600 }),
  },
  unreadable: {
    'no JSON': byGateway('{'),
    'another type': byGateway('{"type":"weather","id":"1"}'),
    'no id': byGateway('{"type":"receipt","status":"delivered"}'),
  },
})

test('Twilio’s own example of a signature holds', () => {
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2'
  const fields = { CallSid: 'CA1234567890ABCDE', Caller: '+14158675309', Digits: '1234', From: '+14158675309' }
  const body = new URLSearchParams({ ...fields, To: '+18005551212' }).toString()
  const channel = open('twilio', 'http://127.0.0.1:9/', { callbackUrl: 'https://mycompany.com/myapp.php' })
  const read = (signature: string) => channel.callback?.(post(body, { 'x-twilio-signature': signature }, url))
  expect(read('RSOYDt4T1cUTdK1PDd93/VVr8B8=')).toEqual({ unreadable: 'no MessageSid' })
  expect(read('RSOYDt4T1cUTdK1PDd93/VVr8B9=')).toMatchObject({ forged: expect.anything() })
})

test('Twilio is told whom, from whom, for how long, and where to say what became of it', async () => {
  const { url, heard, stop } = await endpoint(took.twilio())
  const channel = open('twilio', url.replace('/messages', ''))
  await channel.send(messageOf({ to: '07700 900123', validUntil: NOW + 90_500 }))
  await channel.close()
  await stop()
  expect(heard).toMatchObject([
    {
      method: 'POST',
      path: '/2010-04-01/Accounts/AC1/Messages.json',
      headers: { authorization: `Basic ${Buffer.from('AC1:12345').toString('base64')}` },
    },
  ])
  expect(Object.fromEntries(new URLSearchParams(heard[0]?.body))).toEqual({
    To: TO,
    From: '+447700900999',
    Body: messageOf().text,
    StatusCallback: CALLBACK,
    ValidityPeriod: '90',
  })
})

const twilioSays = (code: number, http = 400) => status(http, {}, JSON.stringify({ code, message: 'words of theirs' }))

test.each([
  [21211, 400, { fate: 'failed', reason: 'bad-address', code: '21211', words: '21211 words of theirs' }],
  [21614, 400, { fate: 'failed', reason: 'bad-address' }],
  [21617, 400, { fate: 'failed', reason: 'too-long' }],
  [21408, 403, { fate: 'failed', reason: 'refused', code: '21408' }],
  [20003, 401, { fate: 'later', reason: 'not-let-in' }],
  [21611, 400, { fate: 'later', reason: 'busy' }],
  [20429, 429, { fate: 'later', reason: 'busy' }],
  [30042, 400, { fate: 'failed', reason: 'refused', code: '30042' }],
])('Twilio that answers %i', async (code, http, expected) => {
  const { url, stop } = await endpoint(twilioSays(code, http))
  const channel = open('twilio', url)
  expect(await channel.send(messageOf({ to: TO }))).toMatchObject(expected)
  await channel.close()
  await stop()
})

test('whoever has stopped at Twilio is heard to have stopped, when a message to them is refused', async () => {
  const { url, stop } = await endpoint(twilioSays(21610))
  const channel = open('twilio', url)
  const heard: Heard[] = []
  channel.listen?.(async (words) => void heard.push(...words))
  expect(await channel.send(messageOf({ to: TO }))).toMatchObject({ fate: 'failed', reason: 'stopped', code: '21610' })
  await channel.close()
  await stop()
  expect(heard).toMatchObject([{ heard: 'stopped', from: TO }])
})

test('STOP and START that Twilio has acted on are heard as such, HELP as a reply', () => {
  const channel = open('twilio', 'http://127.0.0.1:9/')
  const said = (OptOutType: string) =>
    channel.callback?.(byTwilio({ MessageSid: 'SM9', From: TO, Body: OptOutType, OptOutType }))
  expect(said('STOP')).toMatchObject({ heard: [{ heard: 'stopped', from: TO, id: 'SM9' }] })
  expect(said('START')).toMatchObject({ heard: [{ heard: 'resumed', from: TO }] })
  expect(said('HELP')).toMatchObject({ heard: [{ heard: 'reply', words: 'HELP' }] })
})

test.each([
  ['queued', undefined, []],
  ['sent', undefined, []],
  ['delivered', undefined, [{ outcome: 'delivered' }]],
  ['undelivered', '30005', [{ outcome: 'failed', reason: 'unreachable', code: '30005' }]],
  ['undelivered', '30006', [{ outcome: 'failed', reason: 'unreachable' }]],
  ['failed', '30007', [{ outcome: 'failed', reason: 'refused' }]],
  ['failed', '21610', [{ outcome: 'failed', reason: 'stopped' }]],
  ['failed', undefined, [{ outcome: 'failed', reason: 'refused', code: 'failed' }]],
])('Twilio’s receipt %s %s', (MessageStatus, ErrorCode, expected) => {
  const fields = { MessageSid: 'SM1', MessageStatus, ...(ErrorCode === undefined ? {} : { ErrorCode }) }
  expect(open('twilio', 'http://127.0.0.1:9/').callback?.(byTwilio(fields))).toMatchObject({ heard: expected })
})

test.each([
  [1, [{ outcome: 'delivered', providerId: 'm-1' }]],
  [2, [{ outcome: 'failed', reason: 'unreachable' }]],
  [4, []],
  [8, []],
  [16, [{ outcome: 'failed', reason: 'refused', code: '16 NACK/11' }]],
])('Kannel’s receipt %i', (type, expected) => {
  const callback = byKannel({ id: 'm-1', type: String(type), answer: type === 16 ? 'NACK/11' : '' })
  expect(open('kannel', 'http://127.0.0.1:9/').callback?.(callback)).toMatchObject({ heard: expected })
})

test.each([
  [403, 'Authorization failed for sendsms', { fate: 'later', reason: 'not-let-in' }],
  [503, 'Temporal failure, try again later.', { fate: 'later', reason: 'busy' }],
  [202, '3: Queued for later delivery', { fate: 'accepted', providerId: 'm-12' }],
  [200, '<html>', { fate: 'unknown', reason: 'bad-answer' }],
  [400, 'Sender missing and no global set, rejected', { fate: 'failed', reason: 'refused' }],
])('Kannel that answers %i %s', async (http, words, expected) => {
  const { url, stop } = await endpoint(status(http, {}, words))
  const channel = open('kannel', url)
  expect(await channel.send(messageOf({ to: TO }))).toMatchObject(expected)
  await channel.close()
  await stop()
})

test('a word as sender, or no address to be called at, gets no replies', () => {
  const can = (other: Partial<SmsHttpSettings>) => open('twilio', 'http://127.0.0.1:9/', other).capabilities
  expect(can({ sender: 'Acme' })).toMatchObject({ receives: false, receipts: true })
  expect(can({ sender: 'MG0123' })).toMatchObject({ receives: true })
  expect(can({ callbackUrl: null })).toMatchObject({ receives: false, receipts: false })
})

test('a connection that broke unanswered is not tried again by itself where a repeat would be a second message', async () => {
  const answers = await Promise.all(
    (['twilio', 'generic'] as const).map(async (preset) => {
      const { url, heard, stop } = await endpoint((response) => {
        const { socket } = response
        response.writeHead(201).end('{"sid":"SM1","id":"1"}')
        socket?.once('data', () => socket.destroy())
      })
      const channel = open(preset, url, { atOnce: 1 })
      await channel.send(messageOf({ to: TO }))
      const { fate } = await channel.send(messageOf({ to: TO }))
      await channel.close()
      await stop()
      // The one that nobody answered was heard, too.
      return [preset, fate, heard.length]
    }),
  )
  expect(answers).toEqual([
    ['twilio', 'unknown', 2],
    ['generic', 'accepted', 3],
  ])
})
