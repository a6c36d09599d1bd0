import { describe, expect, test } from 'vitest'
import { FAILED_REASONS, type Callback, type Channel, type Hear, type Heard } from '../core/message/channel.ts'
import { messageOf, testIf } from './contract.testing.ts'

/** What the other side says of its own accord. */
export type Said =
  /** `providerId`: as the message was accepted under. */
  | { readonly says: 'delivered' | 'failed'; readonly providerId: string }
  /** `id`: the provider's own, where it has ids for what customers write. */
  | { readonly says: 'reply'; readonly id: string; readonly from: string; readonly words: string }

export interface HearingMeeting {
  readonly channel: Channel
  /** `taken`: the other side was told that we have it; `kept`: it was not, and would say it again. */
  readonly say: (said: Said) => Promise<'taken' | 'kept'>
  readonly stop: () => Promise<void>
}

export interface UnderHearing {
  readonly name: string
  /** What its other side can say. */
  readonly says: readonly Said['says'][]
  /** A customer's address, as this channel keeps it. */
  readonly from: string
  /** Does each of a customer's words have an id of the provider's? Without one, a repeat after we said that we have it is a second reply. */
  readonly ids: boolean
  /** The id of the next message; where a provider gives none, ours is what it is known by. Absent: all have one. */
  readonly nextId?: () => string
  /** What is put on record goes to `hear`; a channel with `listen` is listening when this settles. */
  readonly meet: (hear: Hear) => Promise<HearingMeeting>
}

/** Of a channel that is called back: as the doors do it. */
export async function called(channel: Channel, hear: Hear, callback: Callback): Promise<'taken' | 'kept'> {
  const read = channel.callback?.(callback)
  if (read === undefined || !('heard' in read)) throw new Error(`not heard: ${JSON.stringify(read)}`)
  try {
    await hear(read.heard)
    return read.answer.status < 300 ? 'taken' : 'kept'
  } catch {
    return 'kept'
  }
}

const REPLIES = [
  '1',
  'Can you come Tuesday after 3 instead?',
  'Grüße, 你好, नमस्ते, שלום, 👩‍🔧 — “sí”…',
  `${'long '.repeat(80)}end`,
]

/** What every channel promises that hears something. */
export function describeHearing({ name, says, from, ids, meet, nextId = () => 'm-12' }: UnderHearing): void {
  const during = async (run: (meeting: HearingMeeting & { readonly heard: Heard[] }) => Promise<void>, fails = 0) => {
    const heard: Heard[] = []
    let left = fails
    const meeting = await meet((words) => {
      heard.push(...words)
      left -= 1
      return left >= 0 ? Promise.reject(new Error('not on record')) : Promise.resolve()
    })
    try {
      await run({ ...meeting, heard })
    } finally {
      await meeting.channel.close()
      await meeting.stop()
    }
  }
  const accepted = async ({ channel }: HearingMeeting): Promise<string> => {
    const answer = await channel.send(messageOf({ id: nextId(), to: from }))
    if (answer.fate !== 'accepted' || answer.providerId === null) throw new Error(JSON.stringify(answer))
    return answer.providerId
  }
  const receipts = says.includes('delivered')
  const replies = says.includes('reply')
  const reply = (words: string, id = 'r-1'): Said => ({ says: 'reply', id, from, words })

  describe(`${name} hears what comes back`, () => {
    test('it says beforehand what it hears', () =>
      during(async ({ channel }) => {
        expect(channel.capabilities.receipts).toBe(receipts)
        expect(channel.capabilities.receives).toBe(replies)
      }))

    testIf(receipts)('a message that arrived is heard of by the id it was accepted under', () =>
      during(async (meeting) => {
        const providerId = await accepted(meeting)
        expect(await meeting.say({ says: 'delivered', providerId })).toBe('taken')
        expect(meeting.heard).toMatchObject([{ heard: 'receipt', providerId, outcome: 'delivered', reason: null }])
      }),
    )

    testIf(says.includes('failed'))('one that did not has a reason of ours and the provider’s code', () =>
      during(async (meeting) => {
        const providerId = await accepted(meeting)
        await meeting.say({ says: 'failed', providerId })
        expect(meeting.heard).toMatchObject([{ heard: 'receipt', providerId, outcome: 'failed' }])
        const [receipt] = meeting.heard
        if (receipt?.heard !== 'receipt') throw new Error('no receipt')
        expect(Object.keys(FAILED_REASONS)).toContain(receipt.reason)
        expect(receipt.code).toMatch(/./)
      }),
    )

    testIf(receipts)('a receipt said twice, or late, says the same of the same message', () =>
      during(async (meeting) => {
        const [first, second] = [await accepted(meeting), await accepted(meeting)]
        expect(first).not.toBe(second)
        for (const providerId of [second, first, second]) await meeting.say({ says: 'delivered', providerId })
        expect(meeting.heard.map((one) => one.heard === 'receipt' && one.providerId)).toEqual([second, first, second])
      }),
    )

    testIf(replies)('what customers write, in any script and length, arrives as they wrote it', () =>
      during(async ({ say, heard }) => {
        for (const [n, words] of REPLIES.entries()) expect(await say(reply(words, `r-${n}`))).toBe('taken')
        expect(heard).toMatchObject(REPLIES.map((words) => ({ heard: 'reply', from, words, button: null })))
      }),
    )

    testIf(replies)('two replies of the same words are two', () =>
      during(async ({ say, heard }) => {
        for (const id of ['r-1', 'r-2']) await say(reply('1', id))
        expect(new Set(heard.map((one) => one.heard === 'reply' && one.id)).size).toBe(2)
      }),
    )

    testIf(replies)('what could not be put on record is not taken, and said again it is the same word', () =>
      during(async ({ say, heard }) => {
        expect([await say(reply('1')), await say(reply('1'))]).toEqual(['kept', 'taken'])
        expect(new Set(heard.map((one) => one.heard === 'reply' && one.id)).size).toBe(1)
      }, 1),
    )

    testIf(replies && ids)('a reply said twice has one id', () =>
      during(async ({ say, heard }) => {
        for (const _ of [1, 2]) await say(reply('1'))
        expect(new Set(heard.map((one) => one.heard === 'reply' && one.id)).size).toBe(1)
      }),
    )
  })
}

/** Requests to a channel's callback that did not come from its provider, and such as nobody can read. */
export interface UnderForgery {
  readonly name: string
  readonly open: () => Channel
  readonly forged: Readonly<Record<string, Callback>>
  readonly unreadable: Readonly<Record<string, Callback>>
}

/** What every channel promises that is called back. */
export function describeForgery({ name, open, forged, unreadable }: UnderForgery): void {
  const read = async (callback: Callback) => {
    const channel = open()
    const answer = channel.callback?.(callback)
    await channel.close()
    return answer
  }
  describe(`${name} believes its provider alone`, () => {
    test.each(Object.entries(forged))('forged: %s', async (_, callback) => {
      expect(await read(callback)).toEqual({ forged: expect.stringMatching(/./) })
    })
    test.each(Object.entries(unreadable))('unreadable: %s', async (_, callback) => {
      expect(await read(callback)).toEqual({ unreadable: expect.stringMatching(/./) })
    })
  })
}
