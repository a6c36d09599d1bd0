import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readReply } from './read-reply.ts'
import type { Asked, Reading, Reply, ReplyContext, Suggester } from './reading.ts'
import { seeded } from './suggest/seeded.ts'
import { frozenHour } from './testing/frozen.testing.ts'

const hour = frozenHour('en')
const { offered } = hour
const [first, second, third] = offered
if (first === undefined || second === undefined || third === undefined) throw new Error('too few slots')

const usual: Asked = { ask: ['confirm', 'reschedule', 'cancel'], slots: [] }
const echoed: Asked = { ask: ['other'], slots: [second, third] }
const context: ReplyContext = { ...hour, asked: usual, languages: ['en'], suggester: null }

const words = (text: string, more: Partial<ReplyContext> = {}): Reading =>
  readReply({ words: text, button: null, calendar: null }, { ...context, ...more })
const press = (button: string, asked: Asked): Reading =>
  readReply({ words: '', button, calendar: null }, { ...context, asked })
const says =
  (answer: Reading['answer'], certainty: number): Suggester =>
  () => ({ answer, certainty })

test('a digit chooses as the question counted, however it is written', () => {
  for (const text of ['1', '1.', '(1)', ' 1 ', '1️⃣', '١', '１', 'one', 'eins', 'Option 1 please', '1 thanks'])
    expect([text, words(text)]).toMatchObject([
      text,
      { answer: 'confirm', act: { act: 'confirm' }, chose: 'confirm', check: false },
    ])
  expect(words('2')).toMatchObject({ answer: 'reschedule', act: null, chose: 'reschedule' })
  expect(words('3')).toMatchObject({ answer: 'cancel', act: null, asks: 'cancel-visit' })
})

test('a digit among other words, beyond the options or without a question chooses nothing', () => {
  for (const text of ['1 dog', '4', '12', '1:30', 'flat 1', '1 or 2'])
    expect([text, words(text).act]).toEqual([text, null])
  expect(words('1', { asked: null })).toMatchObject({ act: null, chose: null, check: true })
})

test('a slot is taken only after it was read back, and while it is on offer', () => {
  expect(words('tuesday after 3')).toMatchObject({
    answer: 'reschedule',
    act: null,
    asks: 'slot',
    slots: [{ slot: 't24p' }],
  })
  expect(words('2', { asked: echoed })).toMatchObject({ act: { act: 'take', slot: { slot: 't24p' } }, chose: 'slot' })
  expect(press('slot-1', echoed).act).toEqual({ act: 'take', slot: second })
  expect(words('2', { asked: echoed, offered: [first] })).toMatchObject({ answer: 'reschedule', act: null, asks: null })
  expect(words('3', { asked: echoed })).toMatchObject({
    answer: 'reschedule',
    act: null,
    asks: null,
    slots: [],
    chose: 'other',
  })
})

test('a plain yes takes the one slot that was read back; of two it chooses none', () => {
  expect(words('yes please', { asked: { ask: ['other'], slots: [second] } }).act).toEqual({ act: 'take', slot: second })
  expect(words('yes please', { asked: echoed })).toMatchObject({
    act: null,
    asks: 'slot',
    slots: [{ slot: 't24a' }, { slot: 't24p' }],
  })
})

test('yes confirms what was asked, and "yes, but" does not', () => {
  for (const text of [
    'Yes',
    'yes thats fine thanks',
    'OK 👍',
    '👍🏽',
    "I'll be in",
    'Ja gerne',
    'Sí, perfecto',
    'oui d accord',
  ])
    expect([text, words(text).act]).toEqual([text, { act: 'confirm' }])
  for (const text of [
    'yes but after 3',
    'ok but not too early',
    'yes if my son is back',
    'ok?',
    'is that ok',
    'yes no maybe',
    'ok so when',
  ])
    expect([text, words(text).act]).toEqual([text, null])
  expect(words('yes but after 3')).toMatchObject({ answer: 'reschedule' })
})

test('no to a visit asks for another time and never calls it off', () => {
  expect(words('no')).toMatchObject({ answer: 'reschedule', act: null, chose: 'reschedule' })
})

test('thanks where nothing was asked settles nothing and bothers nobody', () => {
  expect(words('Thanks!', { asked: null })).toMatchObject({ answer: 'confirm', act: null, asks: null, check: false })
})

test('CANCEL alone is asked back as either, whatever was asked; said again it is for a person', () => {
  for (const asked of [usual, null, echoed, { ask: ['cancel-now', 'keep'], slots: [] }])
    expect(words('CANCEL', { asked })).toMatchObject({ answer: 'cancel', act: null, asks: 'cancel-or-stop' })
  expect(words('cancel', { asked: { ask: ['cancel-visit', 'stop-all'], slots: [] } })).toMatchObject({
    act: null,
    asks: null,
    check: true,
  })
})

test('a visit is called off once that was read back: by digit, button or a plain yes', () => {
  const asked = { ask: ['cancel-now', 'keep'], slots: [] }
  for (const reading of [words('1', { asked }), press('cancel-now', asked), words('yes', { asked })])
    expect(reading.act).toEqual({ act: 'cancel', reason: null })
  expect(words('2', { asked }).act).toEqual({ act: 'confirm' })
  expect(words('no', { asked }).act).toEqual({ act: 'confirm' })
  expect(words('1', { asked: { ask: ['keep'], slots: [] } }).act).toEqual({ act: 'keep' })
})

test('of "did you mean" the digits settle it, and a yes does not', () => {
  const asked = { ask: ['cancel-visit', 'stop-all'], slots: [] }
  expect(words('1', { asked }).act).toEqual({ act: 'cancel', reason: null })
  expect(words('2', { asked })).toMatchObject({ answer: 'stop', act: { act: 'stop' } })
  expect(words('yes', { asked })).toMatchObject({ act: null, check: true })
})

test('one to three times are read back, none or more lead to the page with what was understood', () => {
  expect(words('wednesday')).toMatchObject({ asks: 'slot', slots: [{}, {}, {}], wish: 'wed' })
  expect(words('sunday')).toMatchObject({ answer: 'reschedule', asks: null, slots: [], wish: 'sun', check: false })
  expect(words('next week')).toMatchObject({ asks: null, slots: [], wish: '2026-11-30..2026-12-06' })
  expect(words('2', { offered: [first] })).toMatchObject({ asks: 'slot', slots: [first] })
})

test('a question is for a person', () => {
  for (const text of [
    'when are you coming?',
    'how much is it',
    'Wer kommt denn',
    '¿cuánto cuesta?',
    'est-ce que c’est payant',
  ])
    expect([text, words(text)]).toMatchObject([text, { answer: 'question', act: null, check: true }])
})

test('a calendar that accepts confirms; one that declines asks for another time and calls nothing off', () => {
  const answer = (calendar: Reply['calendar'], more: Partial<ReplyContext> = {}) =>
    readReply({ words: 'Declined: STOP', button: null, calendar }, { ...context, ...more })
  expect(answer('accepted')).toMatchObject({ answer: 'confirm', readBy: 'calendar', act: { act: 'confirm' } })
  expect(answer('declined')).toMatchObject({ answer: 'reschedule', readBy: 'calendar', act: null, asks: null })
  expect(answer('declined', { offered: [first] })).toMatchObject({ asks: 'slot', slots: [first] })
  expect(answer('tentative')).toMatchObject({ answer: 'unclear', check: true })
})

test('it was not fixed: a person must look', () => {
  const asked = { ask: ['fixed', 'not-fixed'], slots: [] }
  expect(words('1', { asked })).toMatchObject({ answer: 'confirm', chose: 'fixed', act: null, check: false })
  expect(words('no', { asked })).toMatchObject({ answer: 'unclear', chose: 'not-fixed', act: null, check: true })
})

test('a suggestion only ever asks back, only when sure, only where it answers our question', () => {
  const odd = 'mumble mumble'
  expect(words(odd, { suggester: says('reschedule', 0.95), offered: [first] })).toMatchObject({
    asks: 'slot',
    readBy: 'suggester',
  })
  expect(words(odd, { suggester: says('cancel', 0.95) })).toMatchObject({ act: null, asks: 'cancel-visit' })
  for (const answer of ['confirm', 'stop', 'question', 'unclear'] as const)
    expect(words(odd, { suggester: says(answer, 1) })).toMatchObject({ answer, act: null, asks: null, check: true })
  const held: readonly Partial<ReplyContext>[] = [
    { suggester: says('cancel', 0.89) },
    { suggester: says('cancel', 1), asked: null },
    { suggester: says('cancel', 1), inquiryOpen: true },
    { suggester: says('cancel', 1), asked: echoed },
  ]
  for (const more of held) expect(words(odd, more)).toMatchObject({ act: null, asks: null, check: true })
})

const anyWords = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        'tue',
        'not',
        'after',
        '3',
        'or',
        ',',
        'half',
        'next',
        'week',
        '24.11.',
        'yes',
        'stop',
        'cancel',
        '2',
        'between',
        'and',
        'no',
        '-',
        '15:00',
        'dec',
        'any',
        'from',
        'the',
        'un',
        'lunes',
        'halb',
        '?',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(' ')),
)
const anyAsked = fc.option(
  fc.record({
    ask: fc.subarray([
      'confirm',
      'reschedule',
      'cancel',
      'wait',
      'other-date',
      'other',
      'cancel-now',
      'keep',
      'cancel-visit',
      'stop-all',
      'fixed',
      'not-fixed',
      'unheard-of',
    ]),
    slots: fc.subarray([...offered], { maxLength: 3 }),
  }),
)

test('law: whatever is typed, it is read without a throw, takes only what was read back and is on offer, and calls off only what was asked', () => {
  const { suggester } = seeded()
  fc.assert(
    fc.property(anyWords, anyAsked, fc.subarray([...offered]), (text, asked, open) => {
      const read = words(text, { asked, offered: open, suggester, languages: ['en', 'de', 'es', 'fr'] })
      const { act, asks, slots } = read
      if (act !== null) expect(asks).toBeNull()
      if (act?.act === 'take') {
        expect(asked?.slots).toContainEqual(act.slot)
        expect(open).toContainEqual(act.slot)
      }
      if (act?.act === 'cancel')
        expect(asked?.ask.some((one) => one === 'cancel-now' || one === 'cancel-visit')).toBe(true)
      expect(asks === 'slot').toBe(slots.length > 0)
      expect(slots.length).toBeLessThanOrEqual(3)
      for (const slot of slots) expect([...open, ...(asked?.slots ?? [])]).toContainEqual(slot)
    }),
  )
})
