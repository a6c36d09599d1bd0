import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { certificate } from './certificate.testing.ts'
import { describeChannel, messageOf } from './contract.testing.ts'
import { describeHearing } from './hears.testing.ts'
import { bound, LONG, open, TO } from './smpp/bound.testing.ts'
import { smsc } from './smpp/smsc.testing.ts'

describeChannel({
  name: 'SMPP',
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
  patienceMs: 2500,
  to: TO,
  subjects: false,
  repeats: false,
  meet: async (mood) => {
    const { port, arrived, stop } = await smsc({ mood })
    return { channel: open(port), arrived: async () => arrived(), stop }
  },
})

describeHearing({
  name: 'SMPP',
  says: ['delivered', 'failed', 'reply'],
  from: TO,
  ids: false,
  meet: async (hear) => {
    const { port, bound, say, stop } = await smsc()
    const channel = open(port)
    channel.listen?.(hear)
    await bound
    return { channel, say, stop }
  },
})

test('a message says who it is from, to whom, until when, and that its fate is to be told', () =>
  bound({}, {}, async ({ peer, channel }) => {
    await channel.send(messageOf({ to: '07700 900123' }))
    expect(peer.submits).toMatchObject([
      {
        source_addr: '88222',
        source_addr_ton: 3,
        destination_addr: '447700900123',
        dest_addr_ton: 1,
        dest_addr_npi: 1,
        registered_delivery: 1,
        data_coding: 0,
        validity_period: new Date(Date.UTC(2015, 2, 5, 12)),
      },
    ])
  }))

test('GSM-7 where it holds the text, with its extension, and UCS-2 where it does not', () =>
  bound({}, {}, async ({ peer, channel }) => {
    for (const text of ['Grüße {€}', 'Grüße – “sí”']) await channel.send(messageOf({ to: TO, text }))
    expect(peer.submits.map(({ data_coding: coding }) => coding)).toEqual([0, 8])
    expect(peer.arrived().map(({ text }) => text)).toEqual(['Grüße {€}', 'Grüße – “sí”'])
  }))

test('an SMSC whose own alphabet is Latin-1 is told so, and what Latin-1 has not goes as UCS-2', () =>
  bound({}, { alphabet: 'latin-1' }, async ({ peer, channel, heard }) => {
    for (const text of ['Grüße', '20 €']) await channel.send(messageOf({ to: TO, text }))
    expect(peer.submits.map(({ data_coding: coding }) => coding)).toEqual([3, 8])
    await peer.deliver({ source_addr: '447700900123', short_message: Buffer.from('Grüße', 'latin1') })
    expect(heard).toMatchObject([{ words: 'Grüße' }])
  }))

test('a word as sender gets no replies, and nobody is told that it does', () => {
  for (const [sender, receives] of [
    ['Acme Ltd', false],
    ['88222', true],
    ['+447700900999', true],
  ] as const)
    expect(open(1, { sender }).capabilities.receives).toBe(receives)
})

test.each([
  ['nobody', 'no telephone number'],
  ['+44 12', 'no telephone number'],
  ['07700 900123 or 07700 900124', 'no telephone number'],
  ['+49 30 12345678', 'landline'],
])('nothing leaves for %s', (to, why) =>
  bound({}, {}, async ({ peer, channel }) => {
    const answer = await channel.send(messageOf({ to }))
    expect(answer).toMatchObject({ fate: 'failed', reason: 'bad-address', words: expect.stringContaining(why) })
    expect(peer.submits).toEqual([])
  }),
)

test('a long text is parts that telephones join; the same parts at every attempt', () =>
  bound({}, {}, async ({ peer, channel }) => {
    for (const _ of [1, 2]) await channel.send(messageOf({ to: TO, text: LONG }))
    const headers = peer.submits.map(({ short_message: { udh } }) => udh?.[0]?.toString('hex'))
    expect(headers.length).toBe(6)
    expect(headers.slice(3)).toEqual(headers.slice(0, 3))
    expect(peer.arrived().map(({ text }) => text)).toEqual([LONG, LONG])
  }))

test('or goes whole, where the SMSC takes that', () =>
  bound({}, { long: 'payload' }, async ({ peer, channel }) => {
    await channel.send(messageOf({ to: TO, text: LONG }))
    expect(peer.submits).toHaveLength(1)
    expect(peer.submits[0]?.message_payload?.toString('latin1')).toBe(LONG)
  }))

test('a throttling SMSC is left alone for a while, and a message half sent is finished', () =>
  bound({ status: (n) => (n === 1 && throttled++ < 1 ? 0x58 : 0) }, {}, async ({ peer, channel }) => {
    const from = performance.now()
    expect(await channel.send(messageOf({ to: TO, text: LONG }))).toMatchObject({ fate: 'accepted' })
    expect(performance.now() - from).toBeGreaterThan(900)
    expect(peer.arrived().map(({ text }) => text)).toEqual([LONG])
  }))
let throttled = 0

test('no more leave in a second than the SMSC allows', () =>
  bound({}, { perSecond: 50, atOnce: 50 }, async ({ peer, channel }) => {
    const from = performance.now()
    await Promise.all(Array.from({ length: 26 }, (_, n) => channel.send(messageOf({ id: `m-${n}`, to: TO }))))
    expect(performance.now() - from).toBeGreaterThan(450)
    expect(peer.submits).toHaveLength(26)
  }))

test.each([
  [0x08, { fate: 'later', reason: 'peer-failed' }],
  [0x14, { fate: 'later', reason: 'busy' }],
  [0x01, { fate: 'failed', reason: 'too-long', code: 'ESME_RINVMSGLEN' }],
  [0x0a, { fate: 'failed', reason: 'refused', code: 'ESME_RINVSRCADR' }],
  [0x45, { fate: 'failed', reason: 'refused', code: 'ESME_RSUBMITFAIL' }],
  [0xfe, { fate: 'failed', reason: 'unreachable' }],
  [0x461, { fate: 'failed', reason: 'refused', code: '0x00000461' }],
])('an SMSC that answers status %i', (status, expected) =>
  bound({ status: () => status }, {}, async ({ channel }) => {
    expect(await channel.send(messageOf({ to: TO }))).toMatchObject(expected)
  }),
)

test('a wrong password is said so, and is no reason to give a message up', async () => {
  const peer = await smsc({ bindStatus: 0x0e })
  const channel = open(peer.port)
  expect(await channel.check()).toMatchObject({ code: 'smpp-not-let-in', place: { path: 'channels.smpp.password' } })
  expect(await channel.send(messageOf({ to: TO }))).toMatchObject({ fate: 'later', reason: 'not-let-in' })
  await channel.close()
  await peer.stop()
})

test('a bind that breaks is made again, and what the SMSC still has is heard then', () =>
  bound({}, {}, async ({ peer, channel, heard }) => {
    peer.hangUp()
    await expect.poll(() => peer.binds(), { timeout: 5000 }).toBe(2)
    expect(await channel.send(messageOf({ to: TO }))).toMatchObject({ fate: 'accepted' })
    await peer.say({ says: 'reply', id: '', from: TO, words: '1' })
    expect(heard).toMatchObject([{ heard: 'reply', from: TO, words: '1' }])
  }))

test('a bind that only looks alive is found out', () =>
  bound({}, { timeouts: { connect: 500, answer: 100, silence: 50 } }, async ({ peer }) => {
    peer.goDeaf()
    await expect.poll(() => peer.binds(), { timeout: 5000 }).toBe(2)
  }))

test('over TLS the SMSC must be who it says', async () => {
  const { key, cert } = await certificate()
  const peer = await smsc({ tls: { key, cert } })
  const [trusting, doubting] = [open(peer.port, { tls: true, ca: cert }), open(peer.port, { tls: true })]
  expect(await trusting.send(messageOf({ to: TO }))).toMatchObject({ fate: 'accepted' })
  expect(await doubting.send(messageOf({ to: TO }))).toMatchObject({ fate: 'later', reason: 'cannot-connect' })
  expect(await doubting.check()).toMatchObject({ code: 'smpp-unreachable' })
  await Promise.all([trusting.close(), doubting.close()])
  await peer.stop()
})

test.each([
  ['octets that are no unit', Buffer.alloc(64, 0xff)],
  ['a unit of no length', Buffer.alloc(64, 0x00)],
  ['a web page', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
])('who answers with %s is no SMSC, and nothing has left', async (_, octets) => {
  const server = createServer(
    (socket) =>
      void socket
        .on('error', () => undefined)
        .resume()
        .write(octets),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const channel = open((server.address() as AddressInfo).port)
  expect(await channel.send(messageOf({ to: TO }))).toMatchObject({ fate: 'later' })
  await channel.close()
  await new Promise((resolve) => server.close(resolve))
})
