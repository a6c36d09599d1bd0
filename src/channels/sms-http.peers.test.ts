import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Channel, Heard } from '../core/message/channel.ts'
import { messageOf } from './contract.testing.ts'
import { called } from './hears.testing.ts'
import { hasKannel, kannelServer, USER, type Kannel } from './sms-http/kannel.testing.ts'
import { openSmsHttp } from './sms-http.ts'

const TO = '+447700900123'

describe.skipIf(!hasKannel)('with Kannel on this machine', () => {
  let kannel: Kannel
  let channel: Channel
  const heard: Heard[] = []
  const refused: string[] = []
  let busy = 0

  beforeAll(async () => {
    kannel = await kannelServer(async (callback) => {
      const record = async (words: readonly Heard[]): Promise<void> => {
        if (busy > 0) {
          busy -= 1
          throw new Error('not on record')
        }
        heard.push(...words)
      }
      const taken = await called(channel, record, callback).catch(
        (error: unknown) => (refused.push(String(error)), 'kept'),
      )
      return taken === 'taken' ? 200 : 503
    })
    channel = open()
  })
  afterAll(async () => {
    await channel.close()
    await kannel.stop()
  })

  const open = (password: string = USER.password): Channel =>
    openSmsHttp(
      {
        preset: 'kannel',
        url: kannel.url,
        ...USER,
        password,
        authorization: null,
        sender: '88222',
        callbackUrl: kannel.callbackUrl,
        country: 'GB',
        receives: true,
        repeats: false,
        longest: 1600,
        atOnce: 4,
        perSecond: null,
        timeout: 5000,
        allowPrivate: true,
        ca: null,
      },
      () => Date.UTC(2015, 2, 5, 7),
    )

  const arriving = async (words: string): Promise<void> => {
    await expect.poll(() => kannel.network(), { timeout: 8000 }).toContain(words)
  }

  test.each([
    ['447700900123 88222 text Can you come Tuesday after 3 instead?', 'Can you come Tuesday after 3 instead?'],
    ['447700900123 88222 ucs2 %00G%00r%00%FC%00%DF%00e%20%13%4F%60', 'Grüße–你'],
  ])('a customer’s words reach us: %s', async (message, words) => {
    await kannel.writes(message)
    const reply = { heard: 'reply', from: TO, words }
    await expect.poll(() => heard, { timeout: 8000 }).toContainEqual(expect.objectContaining(reply))
    expect(refused).toEqual([])
  })

  test('a message goes out to the network and its receipt comes back under our id, whatever letters that has', async () => {
    const id = 'm/12 %C3 ü&x=%d'
    const answer = await channel.send(messageOf({ id, to: TO, text: 'Grüße {€} 100 % + 1' }))
    expect(answer).toEqual({ fate: 'accepted', providerId: id })
    await arriving('88222 +447700900123 text Grüße {€} 100 % + 1')
    await expect
      .poll(() => heard, { timeout: 8000 })
      .toContainEqual({
        heard: 'receipt',
        providerId: id,
        outcome: 'delivered',
        reason: null,
        code: null,
        at: Date.UTC(2015, 2, 5, 7),
      })
  })

  test('letters beyond GSM-7 arrive', async () => {
    await channel.send(messageOf({ id: 'm-2', to: TO, text: 'Grüße – 你好 👍' }))
    await arriving('88222 +447700900123 ucs-2 Grüße – 你好 👍')
  })

  test('a long text leaves in the parts we count', async () => {
    const text = `${'We come on Tuesday between eight and twelve. '.repeat(8)}end`
    const before = kannel.network().length
    await channel.send(messageOf({ id: 'm-3', to: TO, text }))
    await expect.poll(() => kannel.network().length - before, { timeout: 8000 }).toBe(3)
  })

  test('what could not be put on record is said again', async () => {
    busy = 1
    await kannel.writes('447700900123 88222 text 2')
    const reply = expect.objectContaining({ heard: 'reply', from: TO, words: '2' })
    await expect.poll(() => heard, { timeout: 8000 }).toContainEqual(reply)
    expect(busy).toBe(0)
  })

  test('a wrong password is ours to mend, and no reason to give a message up', async () => {
    const stranger = open('wrong')
    expect(await stranger.send(messageOf({ to: TO }))).toMatchObject({ fate: 'later', reason: 'not-let-in' })
    await stranger.close()
  })
})
