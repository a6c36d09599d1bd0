import { expect, test } from 'vitest'
import webpush from 'web-push'
import type { OutMessage, SendAnswer } from '../core/message/channel.ts'
import { certificate } from './certificate.testing.ts'
import { describeChannel, messageOf, type Mood } from './contract.testing.ts'
import { openPush } from './push.ts'
import { pushService, type PushService } from './push/service.testing.ts'
import type { PushSettings } from './push/settings.ts'
import { endpointOf, status } from './webhook/endpoint.testing.ts'

const NOW = Date.UTC(2015, 2, 5, 7, 0, 3)
const KEYS = webpush.generateVAPIDKeys()

const settingsOf = (url: string, other: Partial<PushSettings> = {}): PushSettings => ({
  subject: 'mailto:it@acme.example',
  ...KEYS,
  url,
  allowPrivate: true,
  timeout: 300,
  atOnce: 8,
  ca: null,
  ...other,
})

const arrivedAs = ({ payload }: PushService['shown'][number]) => ({
  id: payload.id,
  subject: payload.title,
  text: payload.text,
})

/** The same browser behind an endpoint of each mood. */
async function meet(mood: Mood) {
  const service = await pushService()
  const other = mood === 'well' ? null : await endpointOf(mood === 'refuses-forever' ? 'refuses-forever' : mood)
  const subscription = other === null ? service.subscription : service.subscription.replace(service.url, other.url)
  const channel = openPush(settingsOf(other?.url ?? service.url), () => NOW)
  const send = (message: OutMessage) => channel.send({ ...message, to: message.to === null ? null : subscription })
  return {
    channel: { ...channel, send },
    arrived: async () => service.shown.map(arrivedAs),
    stop: async () => {
      await other?.stop()
      await service.stop()
    },
  }
}

describeChannel({
  name: 'push',
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
  meet,
})

async function pushed(
  message: Partial<OutMessage>,
  { settings = {}, service = pushService() }: { settings?: Partial<PushSettings>; service?: Promise<PushService> } = {},
): Promise<{ readonly answer: SendAnswer; readonly shown: PushService['shown']; readonly url: string }> {
  const { subscription, url, shown, stop } = await service
  const channel = openPush(settingsOf(url, settings), () => NOW)
  const answer = await channel.send(messageOf({ to: subscription, ...message }))
  await channel.close()
  await stop()
  return { answer, shown, url }
}

test('over https, the browser alone can read it, and the service knows who sent it', async () => {
  const tls = await certificate()
  const { answer, shown, url } = await pushed({}, { service: pushService(tls), settings: { ca: tls.cert } })
  expect(answer).toEqual({ fate: 'accepted', providerId: null })
  expect(shown).toMatchObject([
    {
      payload: { title: 'We come on Tuesday', text: messageOf().text },
      headers: { 'content-encoding': 'aes128gcm', urgency: 'normal' },
      token: { aud: new URL(url).origin, sub: 'mailto:it@acme.example' },
      key: KEYS.publicKey,
    },
  ])
  expect((shown[0]?.token.exp ?? Infinity) * 1000 - Date.now()).toBeLessThanOrEqual(24 * 3_600_000)
})

test('what is valid no longer is not delivered any more, and urgency follows the class', async () => {
  const headers = async (message: Partial<OutMessage>) => (await pushed(message)).shown[0]?.headers
  expect(await headers({ validUntil: NOW + 90_500, class: 'urgent' })).toMatchObject({ ttl: '90', urgency: 'high' })
  expect(await headers({ validUntil: NOW - 1, class: 'marketing' })).toMatchObject({ ttl: '0', urgency: 'low' })
  expect(await headers({ validUntil: null })).toMatchObject({ ttl: '86400' })
})

test('newer news of a promise takes the place of older, of another promise it does not', async () => {
  const topics: unknown[] = []
  for (const other of [{ id: 'a' }, { id: 'b' }, { id: 'c', promise: 'open-door.visit_window/v-10' }]) {
    const { shown } = await pushed(other)
    expect(shown[0]?.headers['topic']).toBe(shown[0]?.payload.tag)
    topics.push(shown[0]?.headers['topic'])
  }
  expect(topics[0]).toMatch(/^[A-Za-z0-9_-]{32}$/)
  expect([topics[1] === topics[0], topics[2] === topics[0]]).toEqual([true, false])
})

test.each([
  [404, { fate: 'failed', reason: 'unreachable', code: '404' }],
  [410, { fate: 'failed', reason: 'unreachable', code: '410' }],
  [413, { fate: 'failed', reason: 'too-long' }],
  [403, { fate: 'failed', reason: 'refused', code: '403' }],
  [429, { fate: 'later', reason: 'busy', after: 7000 }],
  [503, { fate: 'later', reason: 'busy' }],
])('a push service that answers %i', async (code, expected) => {
  const reply = status(code, code === 429 ? { 'retry-after': '7' } : {})
  const service = pushService(null, (response) => reply(response, { method: '', path: '', headers: {}, body: '' }))
  expect((await pushed({}, { service })).answer).toMatchObject(expected)
})

test('more bytes than a service carries fail before anything leaves', async () => {
  expect(await pushed({ text: '你'.repeat(1400) })).toMatchObject({ answer: { reason: 'too-long' }, shown: [] })
})

test.each([
  'sam@customer.example',
  '{}',
  JSON.stringify({ endpoint: 'https://push.example/1', keys: { p256dh: 'AAAA', auth: 'AAAA' } }),
  JSON.stringify({
    endpoint: 'https://push.example/1',
    keys: { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth: Buffer.alloc(16).toString('base64url') },
  }),
])('%s is no subscription', async (to) => {
  expect(await pushed({ to })).toMatchObject({ answer: { fate: 'failed', reason: 'bad-address' }, shown: [] })
})

test('a subscription that points inside, or goes in the clear, is not followed', async () => {
  const settings = { allowPrivate: false }
  expect(await pushed({}, { settings })).toMatchObject({ answer: { reason: 'forbidden-target' }, shown: [] })
})
