import { expect, test } from 'vitest'
import { describeChannel, messageOf, type Mood } from './contract.testing.ts'
import { called, describeForgery, describeHearing } from './hears.testing.ts'
import type { SmsHttpSettings } from './sms-http/dialect.ts'
import {
  arrivedAs,
  byGateway,
  byKannel,
  byTwilio,
  CALLBACK,
  NOW,
  open,
  post,
  saidBy,
  TO,
  took,
  type Preset,
} from './sms-http/providers.testing.ts'
import { endpoint, endpointOf } from './webhook/endpoint.testing.ts'

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
