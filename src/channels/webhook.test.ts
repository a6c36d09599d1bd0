import { createHmac, timingSafeEqual } from 'node:crypto'
import { expect, test } from 'vitest'
import type { SendAnswer } from '../core/message/channel.ts'
import { certificate } from './certificate.testing.ts'
import { describeChannel, messageOf } from './contract.testing.ts'
import { openWebhook, type WebhookSettings } from './webhook.ts'
import { endpoint, endpointOf, status, type Endpoint, type Heard } from './webhook/endpoint.testing.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const OLDER = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDABCDEFGHIJ=='
const NOW = Date.UTC(2015, 2, 5, 7, 0, 3)

const settingsOf = (url: string, other: Partial<WebhookSettings> = {}): WebhookSettings => ({
  url,
  secrets: [SECRET],
  allowPrivate: true,
  timeout: 300,
  atOnce: 8,
  address: 'none',
  receives: false,
  ca: null,
  ...other,
})

const open = (url: string, other: Partial<WebhookSettings> = {}) => openWebhook(settingsOf(url, other), () => NOW)

const arrivedAs = ({ headers, body }: Heard) => {
  const { data } = JSON.parse(body) as { readonly data: { readonly subject: string; readonly text: string } }
  return { id: String(headers['webhook-id']), subject: data.subject, text: data.text }
}

describeChannel({
  name: 'the webhook',
  moods: [
    'well',
    'refuses-now',
    'refuses-forever',
    'stalls-before',
    'stalls-after',
    'drops-before',
    'drops-after',
    'gone',
  ],
  patienceMs: 2000,
  meet: async (mood) => {
    const { url, heard, stop } = await endpointOf(mood)
    return { channel: open(url), arrived: async () => heard.map(arrivedAs), stop }
  },
})

async function withEndpoint(
  reply: Parameters<typeof endpoint>[0],
  run: (peer: Endpoint) => Promise<void>,
): Promise<void> {
  const peer = await endpoint(reply)
  try {
    await run(peer)
  } finally {
    await peer.stop()
  }
}

async function answerOf(code: number, headers: Readonly<Record<string, string>> = {}, body = ''): Promise<SendAnswer> {
  const { url, stop } = await endpoint(status(code, headers, body))
  const channel = open(url)
  try {
    return await channel.send(messageOf())
  } finally {
    await channel.close()
    await stop()
  }
}

/** As the receiver does it, by Standard Webhooks 1.0; written apart from our signing. */
function isSignedBy(secret: string, { headers, body }: Heard): boolean {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  const expected = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
    .update(signed)
    .digest()
  return String(headers['webhook-signature'])
    .split(' ')
    .some((part) => {
      const [version, signature = ''] = part.split(',')
      const given = Buffer.from(signature, 'base64')
      return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
    })
}

test('the receiver can check who sent it, with the old secret and with the new one', () =>
  withEndpoint(status(204), async ({ url, heard }) => {
    const channel = open(url, { secrets: [SECRET, OLDER] })
    await channel.send(messageOf())
    await channel.close()
    const [one] = heard
    expect(one?.headers).toMatchObject({ 'webhook-id': 'm-12', 'webhook-timestamp': String(NOW / 1000) })
    expect([SECRET, OLDER].map((secret) => one !== undefined && isSignedBy(secret, one))).toEqual([true, true])
    expect(one !== undefined && isSignedBy(SECRET, { ...one, body: `${one.body} ` })).toBe(false)
  }))

test('the body is a thin event that is the same at every attempt', () =>
  withEndpoint(status(204), async ({ url, heard }) => {
    const channel = open(url)
    await channel.send(messageOf())
    await channel.send(messageOf())
    await channel.close()
    expect(heard[0]?.body).toBe(heard[1]?.body)
    expect(JSON.parse(heard[0]?.body ?? '')).toMatchObject({
      specversion: '1.0',
      id: 'm-12',
      type: 'message.send',
      time: '2015-03-05T07:00:02Z',
      subject: messageOf().customer,
      data: {
        to: 'sam@customer.example',
        ask: ['confirm', 'reschedule', 'cancel'],
        valid_until: '2015-03-05T12:00:00Z',
      },
    })
  }))

test('an endpoint says how long to wait, in seconds or by a date, and never longer than a day', async () => {
  expect(await answerOf(429, { 'retry-after': '7' })).toMatchObject({ fate: 'later', after: 7000, reason: 'busy' })
  const date = 'Thu, 05 Mar 2015 07:01:03 GMT'
  expect(await answerOf(503, { 'retry-after': date })).toMatchObject({ fate: 'later', after: 60_000 })
  expect(await answerOf(503, { 'retry-after': '31536000' })).toMatchObject({ after: 24 * 3_600_000 })
  expect(await answerOf(503, { 'retry-after': 'soon' })).toMatchObject({ after: 5000 })
  expect(await answerOf(503, { 'retry-after': 'Thu, 05 Mar 2015 06:00:00 GMT' })).toMatchObject({ after: 1000 })
})

test.each([
  [200, { fate: 'accepted' }],
  [202, { fate: 'accepted' }],
  [301, { fate: 'failed', reason: 'redirected', code: '301' }],
  [400, { fate: 'failed', reason: 'refused', code: '400' }],
  [401, { fate: 'failed', reason: 'refused' }],
  [404, { fate: 'failed', reason: 'refused' }],
  [408, { fate: 'later', reason: 'peer-failed' }],
  [410, { fate: 'failed', reason: 'endpoint-gone' }],
  [413, { fate: 'failed', reason: 'too-long' }],
  [500, { fate: 'later', reason: 'peer-failed' }],
  [502, { fate: 'later', reason: 'peer-failed' }],
])('an endpoint that answers %i', async (code, expected) => {
  expect(await answerOf(code)).toMatchObject(expected)
})

test('the endpoint’s own words are kept for people, not all of them', async () => {
  expect(await answerOf(400, {}, `no such brand ${'x'.repeat(100_000)}`)).toMatchObject({
    words: expect.stringMatching(/^no such brand x{486}$/),
  })
})

test('a redirect is not followed, wherever it points', () =>
  withEndpoint(status(204), async (elsewhere) => {
    expect(await answerOf(307, { location: elsewhere.url })).toMatchObject({ reason: 'redirected' })
    expect(elsewhere.heard).toEqual([])
  }))

test('an answer whose body never ends is an answer', () =>
  withEndpoint(
    (response) => response.writeHead(200, { 'content-length': '10' }).write('x'),
    async ({ url }) => {
      const channel = open(url)
      expect(await channel.send(messageOf())).toMatchObject({ fate: 'accepted' })
      await channel.close()
    },
  ))

test('a kept connection that the endpoint shut between two messages costs nothing', async () => {
  let shut = 0
  await withEndpoint(
    (response) => {
      response.writeHead(204).end()
      const { socket } = response
      // Only once we use it again: the moment at which the race is lost.
      socket?.once('data', () => {
        shut += 1
        socket.destroy()
      })
    },
    async ({ url, heard }) => {
      const channel = open(url, { atOnce: 1 })
      const answers = [await channel.send(messageOf({ id: 'a' })), await channel.send(messageOf({ id: 'b' }))]
      await channel.close()
      expect(answers.map(({ fate }) => fate)).toEqual(['accepted', 'accepted'])
      expect(shut).toBe(1)
      expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(2)
    },
  )
})

test.each([
  'http://127.0.0.1:9/',
  'http://localhost:9/',
  'http://[::1]:9/',
  'http://2130706433:9/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[::ffff:10.0.0.1]/',
])('without leave nothing goes to %s inside a private network', async (url) => {
  const channel = open(url, { allowPrivate: false })
  expect(await channel.send(messageOf())).toMatchObject({ fate: 'failed', reason: 'forbidden-target' })
  expect(await channel.check()).toMatchObject({ code: 'webhook-private' })
  await channel.close()
})

test('an id that no header could carry still arrives', () =>
  withEndpoint(status(204), async ({ url, heard }) => {
    const channel = open(url)
    expect(await channel.send(messageOf({ id: 'ü\r\nx: y' }))).toMatchObject({ fate: 'accepted' })
    await channel.close()
    expect(heard[0]?.headers['webhook-id']).toBe('%C3%BC%0D%0Ax%3A%20y')
  }))

test('over https the endpoint must be who it says', async () => {
  const { key, cert } = await certificate()
  const peer = await endpoint(status(204), { key, cert })
  const [trusting, doubting] = [open(peer.url, { ca: cert }), open(peer.url)]
  expect(await trusting.check()).toBeNull()
  for (const id of ['a', 'b']) expect(await trusting.send(messageOf({ id }))).toMatchObject({ fate: 'accepted' })
  expect(await doubting.check()).toMatchObject({ code: 'webhook-unreachable' })
  expect(await doubting.send(messageOf())).toMatchObject({ fate: 'later', reason: 'cannot-connect' })
  expect(peer.heard.map(({ headers }) => headers['webhook-id'])).toEqual(['a', 'b'])
  await Promise.all([trusting.close(), doubting.close()])
  await peer.stop()
})

test('an endpoint that sends text messages needs a number', () =>
  withEndpoint(status(204), async ({ url, heard }) => {
    const channel = open(url, { address: 'sms' })
    expect(await channel.send(messageOf({ to: null }))).toMatchObject({ fate: 'failed', reason: 'no-address' })
    await channel.close()
    expect(heard).toEqual([])
  }))
