import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Channel, Heard } from '../core/message/channel.ts'
import { messageOf } from './contract.testing.ts'
import { answering, canRun, freePorts, run, saying, type Running } from './peers.testing.ts'
import { openSmpp } from './smpp.ts'

const TO = '+447700900123'
const SMSC = fileURLToPath(new URL('smpp/smsc.testing.pl', import.meta.url))

describe.skipIf(!canRun('/usr/bin/perl', '/usr/share/perl5/Net/SMPP.pm'))('with an SMSC in Perl on Net::SMPP', () => {
  let smsc: Running
  let channel: Channel
  const heard: Heard[] = []
  let busy = 0

  beforeAll(async () => {
    const [port = 0] = await freePorts(1)
    smsc = run('/usr/bin/perl', [SMSC, String(port)])
    await answering(port).catch(() => Promise.reject(new Error(smsc.said())))
    channel = openSmpp(
      {
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
        receiptIds: 'decimal',
        alphabet: 'gsm',
        long: 'parts',
        longest: 1600,
        atOnce: 10,
        perSecond: null,
        timeouts: { connect: 5000, answer: 5000, silence: 10_000 },
      },
      () => 0,
    )
    channel.listen?.(async (words) => {
      if (busy > 0) {
        busy -= 1
        throw new Error('not on record')
      }
      heard.push(...words)
    })
    await saying(smsc, /bind troth secret/)
  })
  afterAll(async () => {
    await channel.close()
    await smsc.stop()
  })

  const coming = async (one: object): Promise<void> => {
    await expect.poll(() => heard, { timeout: 8000 }).toContainEqual(expect.objectContaining(one))
  }

  test.each([
    ['GSM-7', 'Grüße {€} ~ @_$ ÄÖÜ'],
    ['UCS-2', 'Grüße – 你好, שלום 👍'],
    ['GSM-7 in three parts', 'We come on Tuesday {between} 08:00 and 12:00 € '.repeat(8)],
    ['UCS-2 in many parts', 'Мы придём во вторник 👩‍🔧 между 8 и 12. '.repeat(8)],
  ])('what goes out as %s comes back from the telephone as it was, and its receipt under its id', async (_, text) => {
    const answer = await channel.send(messageOf({ to: TO, text }))
    if (answer.fate !== 'accepted') throw new Error(JSON.stringify(answer))
    await coming({ heard: 'receipt', providerId: answer.providerId, outcome: 'delivered' })
    await coming({ heard: 'reply', from: TO, words: text })
  })

  test('a dead number is heard of', async () => {
    const answer = await channel.send(messageOf({ to: '+447700900999' }))
    if (answer.fate !== 'accepted') throw new Error(JSON.stringify(answer))
    await coming({ providerId: answer.providerId, outcome: 'failed', reason: 'unreachable', code: 'UNDELIV 005' })
  })

  test('what could not be put on record is said again by the SMSC', async () => {
    busy = 3
    await channel.send(messageOf({ to: TO, text: 'again and again' }))
    await coming({ heard: 'reply', words: 'again and again' })
    expect(smsc.said()).toContain('answered 100')
  })
})
