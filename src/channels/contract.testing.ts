import { describe, expect, test } from 'vitest'
import {
  FAILED_REASONS,
  LATER_REASONS,
  UNKNOWN_REASONS,
  WORDS_ALONE,
  type Channel,
  type OutMessage,
  type SendAnswer,
} from '../core/message/channel.ts'

/** How the other side behaves towards every message. `before` and `after`: the message was whole. */
export type Mood =
  | 'well'
  | 'refuses-now'
  | 'refuses-forever'
  | 'stalls-before'
  | 'stalls-after'
  | 'drops-before'
  | 'drops-after'
  | 'gone'

export interface Arrived {
  /** By which the other side may tell a repeat. */
  readonly id: string
  readonly subject: string | null
  readonly text: string
}

/** A channel and the real thing it speaks to. */
export interface Meeting {
  readonly channel: Channel
  /** Everything that arrived, repeats too. */
  readonly arrived: () => Promise<readonly Arrived[]>
  /** Ends the other side; the channel is the test's to close. */
  readonly stop: () => Promise<void>
}

export interface UnderContract {
  readonly name: string
  /** Those its other side can have. `well` and `gone` every one has. */
  readonly moods: readonly Mood[]
  /** The channel's time-outs in all, and a second for a slow machine. */
  readonly patienceMs: number
  /** An address of the channel's kind; a mailbox when absent. */
  readonly to?: string
  /** Does it carry subjects? Absent: yes. */
  readonly subjects?: boolean
  /** Can the other side tell a repeat from a second message? Absent: yes. */
  readonly repeats?: boolean
  readonly meet: (mood: Mood) => Promise<Meeting>
}

export const messageOf = (other: Partial<OutMessage> = {}): OutMessage => ({
  id: 'm-12',
  decision: 'd-1',
  customer: '0123456789abcdef0123456789abcdef',
  brand: 'acme',
  class: 'service',
  template: 'visit-confirm',
  language: 'en',
  to: 'sam@customer.example',
  subject: 'We come on Tuesday',
  text: 'We come on Tuesday between 08:00 and 12:00.',
  ask: ['confirm', 'reschedule', 'cancel'],
  ...WORDS_ALONE,
  promise: 'open-door.visit_window/v-9',
  version: 1,
  validUntil: Date.UTC(2015, 2, 5, 12),
  at: Date.UTC(2015, 2, 5, 7, 0, 2),
  ...other,
})

/** What breaks channels: other scripts, letters beyond 16 bits, a lone dot (SMTP's end of data), long lines, many lines. */
const WORDS = [
  'Grüße aus Köln, 你好, नमस्ते, שלום, 👩‍🔧🇬🇧 — “sí”…',
  'First line.\n.\n..two dots\n\nFrom here on = and =3D and %0d stay.\n{"a": "\\n"}',
  `${'long '.repeat(600)}end`,
  Array.from({ length: 300 }, (_, n) => `Line ${n}`).join('\n'),
  `x${'é'.repeat(1200)}x`,
]

/** What does not concern a channel is not there, rather than skipped. */
export const testIf = (concerns: boolean): ((says: string, run: () => Promise<void>) => void) =>
  concerns ? test : () => undefined

/** What every channel promises, whatever it speaks to. */
export function describeChannel({ name, moods, patienceMs, meet, ...other }: UnderContract): void {
  const { to = 'sam@customer.example', subjects = true, repeats = true } = other
  const ours = (differing: Partial<OutMessage> = {}): OutMessage => messageOf({ to, ...differing })
  const during = async (mood: Mood, run: (meeting: Meeting) => Promise<void>): Promise<void> => {
    const meeting = await meet(mood)
    try {
      await run(meeting)
    } finally {
      await meeting.channel.close()
      await meeting.stop()
    }
  }
  const answerTo = async (mood: Mood): Promise<{ readonly answer: SendAnswer; readonly tookMs: number }> => {
    let found: { readonly answer: SendAnswer; readonly tookMs: number } | undefined
    await during(mood, async ({ channel }) => {
      const from = performance.now()
      const answer = await channel.send(ours())
      found = { answer, tookMs: performance.now() - from }
    })
    if (found === undefined) throw new Error('no answer')
    return found
  }

  describe(`${name} keeps the contract of channels`, () => {
    test('a message is accepted and arrives as it was written', () =>
      during('well', async ({ channel, arrived }) => {
        expect(await channel.send(ours())).toMatchObject({ fate: 'accepted' })
        const { subject, text } = ours()
        expect(await arrived()).toMatchObject([{ subject: subjects ? subject : null, text }])
      }))

    test('words of any script and length arrive unchanged', () =>
      during('well', async ({ channel, arrived }) => {
        const { longest } = channel.capabilities
        const words = WORDS.filter((text) => longest === null || text.length <= longest)
        for (const [n, text] of words.entries())
          expect(await channel.send(ours({ id: `m-${n}`, text, at: n }))).toMatchObject({ fate: 'accepted' })
        const texts = (await arrived()).map(({ text }) => text)
        expect(texts.toSorted()).toEqual(words.toSorted())
      }))

    testIf(repeats)('the same id sent again can be told from a second message', () =>
      during('well', async ({ channel, arrived }) => {
        for (const id of ['m-1', 'm-1', 'm-2', 'm-1']) {
          expect(await channel.send(ours({ id }))).toMatchObject({ fate: 'accepted' })
        }
        expect(new Set((await arrived()).map(({ id }) => id)).size).toBe(2)
      }),
    )

    test('more messages than it carries at once all arrive, each once', () =>
      during('well', async ({ channel, arrived }) => {
        const ids = Array.from({ length: channel.capabilities.atOnce * 3 }, (_, n) => `m-${n}`)
        const answers = await Promise.all(ids.map((id) => channel.send(ours({ id, text: `We come, ${id}.` }))))
        expect(answers.map(({ fate }) => fate)).toEqual(ids.map(() => 'accepted'))
        const there = (await arrived()).map(({ text }) => text)
        expect([there.length, new Set(there).size]).toEqual([ids.length, ids.length])
      }))

    test('a text longer than it carries fails before anything leaves', () =>
      during('well', async ({ channel, arrived }) => {
        const { longest } = channel.capabilities
        const answer = await channel.send(ours({ text: 'x'.repeat((longest ?? 0) + 1) }))
        expect(answer).toMatchObject(longest === null ? { fate: 'accepted' } : { fate: 'failed', reason: 'too-long' })
        expect((await arrived()).length).toBe(longest === null ? 1 : 0)
      }))

    test('a customer without the address it needs fails before anything leaves', () =>
      during('well', async ({ channel, arrived }) => {
        const needs = channel.capabilities.address !== 'none'
        const answer = await channel.send(ours({ to: null }))
        expect(answer).toMatchObject(needs ? { fate: 'failed', reason: 'no-address' } : { fate: 'accepted' })
        expect((await arrived()).length).toBe(needs ? 0 : 1)
      }))

    test('checking finds nothing wrong, and nothing leaves by it', () =>
      during('well', async ({ channel, arrived }) => {
        expect(await channel.check()).toBeNull()
        expect(await arrived()).toEqual([])
      }))

    test('checking says what is wrong and how to mend it', () =>
      during('gone', async ({ channel }) => {
        const problem = await channel.check()
        expect(problem?.level).toBe('error')
        expect(problem?.code).toMatch(/^[a-z]+(-[a-z]+)*$/)
        expect(problem?.place.path).toMatch(new RegExp(`^channels\\.${channel.name}\\.`))
        expect(problem?.reason).toMatch(/^[^\n]+\.$/)
        expect(problem?.mend).toMatch(/^[^\n]+\.$/)
      }))

    test('closing lets what is in flight arrive, may be done twice, and lets nothing more in', () =>
      during('well', async ({ channel, arrived }) => {
        const answer = channel.send(ours())
        await Promise.all([channel.close(), channel.close()])
        expect(await answer).toMatchObject({ fate: 'accepted' })
        await channel.close()
        expect(await channel.send(ours({ id: 'm-13' }))).toMatchObject({ fate: 'later', reason: 'closed' })
        expect((await arrived()).length).toBe(1)
      }))

    test.each(FATES.filter(({ mood }) => moods.includes(mood)))('$says', async ({ mood, fate, reasons }) => {
      const { answer, tookMs } = await answerTo(mood)
      expect(answer).toMatchObject({ fate })
      if (answer.fate !== 'accepted') expect(Object.keys(reasons)).toContain(answer.reason)
      if (answer.fate === 'later') expect(answer.after).toBeGreaterThan(0)
      expect(tookMs).toBeLessThan(patienceMs)
    })
  })
}

const FATES = [
  { mood: 'refuses-now', fate: 'later', reasons: LATER_REASONS, says: 'who asks to wait gets it later' },
  { mood: 'refuses-forever', fate: 'failed', reasons: FAILED_REASONS, says: 'who refuses for good is not asked again' },
  { mood: 'stalls-before', fate: 'later', reasons: LATER_REASONS, says: 'a stall before the message was whole: later' },
  { mood: 'stalls-after', fate: 'unknown', reasons: UNKNOWN_REASONS, says: 'a stall after it was whole: nobody knows' },
  { mood: 'drops-before', fate: 'later', reasons: LATER_REASONS, says: 'a break before the message was whole: later' },
  { mood: 'drops-after', fate: 'unknown', reasons: UNKNOWN_REASONS, says: 'a break after it was whole: nobody knows' },
  { mood: 'gone', fate: 'later', reasons: LATER_REASONS, says: 'nobody there: it certainly did not leave' },
] as const satisfies readonly {
  readonly mood: Mood
  readonly fate: SendAnswer['fate']
  readonly reasons: Readonly<Record<string, string>>
  readonly says: string
}[]
