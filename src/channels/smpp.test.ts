import { expect, test } from 'vitest'
import type { Heard } from '../core/message/channel.ts'
import { describeChannel, messageOf } from './contract.testing.ts'
import { describeHearing } from './hears.testing.ts'
import { openSmpp } from './smpp.ts'
import type { SmppSettings } from './smpp/settings.ts'
import { receiptText, smsc, type Smsc, type SmscBehaviour } from './smpp/smsc.testing.ts'

const TO = '+447700900123'
const NOW = Date.UTC(2015, 2, 5, 7, 0, 3)

export const settingsOf = (port: number, other: Partial<SmppSettings> = {}): SmppSettings => ({
  host: '127.0.0.1',
  port,
  tls: false,
  ca: null,
  systemId: 'troth',
  password: 'secret',
  systemType: '',
  sender: '88222',
  senderType: null,
  country: 'GB',
  receives: true,
  receipts: true,
  receiptIds: 'same',
  alphabet: 'gsm',
  long: 'parts',
  longest: 16_000,
  atOnce: 8,
  perSecond: null,
  timeouts: { connect: 500, answer: 300, silence: 10_000 },
  ...other,
})

const open = (port: number, other: Partial<SmppSettings> = {}) => openSmpp(settingsOf(port, other), () => NOW)

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

interface Here {
  readonly peer: Smsc
  readonly channel: ReturnType<typeof openSmpp>
  readonly heard: readonly Heard[]
}

/** A channel that listens, and an SMSC it is bound to. */
async function bound(behaviour: SmscBehaviour, other: Partial<SmppSettings>, run: (here: Here) => Promise<void>) {
  const peer = await smsc(behaviour)
  const channel = open(peer.port, other)
  const heard: Heard[] = []
  try {
    channel.listen?.(async (words) => void heard.push(...words))
    await peer.bound
    await run({ peer, channel, heard })
  } finally {
    await channel.close()
    await peer.stop()
  }
}

const LONG = 'We come on Tuesday between 08:00 and 12:00. '.repeat(9)

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

test('a message of three parts has arrived when all three have, whichever comes last', () =>
  bound({}, {}, async ({ peer, channel, heard }) => {
    const answer = await channel.send(messageOf({ to: TO, text: LONG }))
    expect(answer).toEqual({ fate: 'accepted', providerId: '2' })
    for (const id of ['2', '0', '0']) await peer.say({ says: 'delivered', providerId: id })
    expect(heard).toEqual([])
    await peer.say({ says: 'delivered', providerId: '1' })
    expect(heard).toMatchObject([{ providerId: '2', outcome: 'delivered' }])
  }))

test('and has failed when one has', () =>
  bound({}, {}, async ({ peer, channel, heard }) => {
    await channel.send(messageOf({ to: TO, text: LONG }))
    await peer.say({ says: 'delivered', providerId: '2' })
    await peer.say({ says: 'failed', providerId: '0' })
    expect(heard).toMatchObject([{ providerId: '2', outcome: 'failed', reason: 'unreachable', code: 'UNDELIV 027' }])
  }))

test.each([
  ['decimal', '1A2B', '6699', '6699'],
  ['hex', '6699', '00001A2B', '1a2b'],
  ['same', '0012aB', '12AB', '12ab'],
  ['same', 'a_1-x', 'a_1-x', 'a_1-x'],
] as const)('receipts that write ids as %s are matched: %s is %s', (receiptIds, given, receipted, kept) =>
  bound({ id: () => given }, { receiptIds }, async ({ peer, channel, heard }) => {
    expect(await channel.send(messageOf({ to: TO }))).toMatchObject({ providerId: kept })
    await peer.deliver({ esm_class: 4, short_message: receiptText(receipted, 'DELIVRD') })
    expect(heard).toMatchObject([{ providerId: kept }])
  }),
)

test.each([
  ['EXPIRED', 'expired'],
  ['DELETED', 'refused'],
  ['UNDELIV', 'unreachable'],
  ['REJECTD', 'refused'],
])('a receipt that says %s is a failure, %s', (stat, reason) =>
  bound({}, {}, async ({ peer, heard }) => {
    await peer.deliver({ esm_class: 4, short_message: receiptText('7', stat) })
    expect(heard).toMatchObject([{ outcome: 'failed', reason, code: stat }])
  }),
)

test('a receipt by TLVs alone is one; a message under way, or a receipt of nothing, says nothing and is taken', () =>
  bound({}, {}, async ({ peer, heard }) => {
    await peer.deliver({ receipted_message_id: '7', message_state: 2, short_message: Buffer.alloc(0) })
    await peer.deliver({ esm_class: 4, short_message: receiptText('8', 'ENROUTE') })
    await peer.deliver({ esm_class: 0x20, short_message: receiptText('8', 'ACCEPTD') })
    expect(await peer.deliver({ esm_class: 4, short_message: Buffer.from('no id here') })).toBe(0)
    expect(heard).toMatchObject([{ providerId: '7', outcome: 'delivered' }])
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

test('what comes while nobody listens stays with the SMSC', async () => {
  const peer = await smsc()
  const channel = open(peer.port)
  expect(await channel.check()).toBeNull()
  expect(await peer.deliver({ source_addr: '447700900123', short_message: Buffer.from('1') })).toBe(0x64)
  await channel.close()
  await peer.stop()
})

test('half of a long reply is passed on when the channel closes, with an ellipsis for the rest', async () => {
  const heard: Heard[] = []
  await bound({}, {}, async ({ peer, channel, heard: words }) => {
    const header = Buffer.from([6, 8, 4, 1, 2, 2, 1])
    const half = {
      source_addr: '447700900123',
      esm_class: 0x40,
      short_message: Buffer.concat([header, Buffer.from('Can you ')]),
    }
    expect(await peer.deliver(half)).toBe(0)
    expect(words).toEqual([])
    await channel.close()
    heard.push(...words)
  })
  expect(heard).toMatchObject([{ words: 'Can you …' }])
})

test('a picture that somebody sends is taken and left', () =>
  bound({}, {}, async ({ peer, heard }) => {
    expect(
      await peer.deliver({ source_addr: '447700900123', data_coding: 4, short_message: Buffer.from([1, 2]) }),
    ).toBe(0)
    expect(heard).toEqual([])
  }))
