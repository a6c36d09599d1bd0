import { expect, test } from 'vitest'
import type { Heard } from '../../core/message/channel.ts'
import { messageOf } from '../contract.testing.ts'
import { bound, LONG, open, TO } from './bound.testing.ts'
import { knownParts } from './parts.ts'
import { receiptText, smsc } from './smsc.testing.ts'

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

const delivered = (id: string) => ({ id, outcome: 'delivered', reason: null, code: null }) as const

test('a receipt that overtakes the answer with its id waits for it', async () => {
  const parts = knownParts()
  const message = parts.open(2)
  message.add('a')
  const early = parts.receipt(delivered('b'))
  const first = parts.receipt(delivered('a'))
  message.add('b')
  message.close()
  expect(await early).toBeNull()
  expect(await first).toMatchObject({ providerId: 'b', outcome: 'delivered' })
})

test('after a restart the last part’s receipt speaks for the whole', async () => {
  expect(await knownParts().receipt(delivered('b'))).toMatchObject({ providerId: 'b', outcome: 'delivered' })
})
