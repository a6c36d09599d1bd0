import { agreement } from './agreement.ts'
import { asks, callsOff, wantsOtherTime } from './about-visit.ts'
import { chosen } from './chosen.ts'
import { optOut } from './opt-out.ts'
import { buttonOf, MOST_READ_BACK, optionsOf, type Option } from './options.ts'
import type { Asked, ReadBy, Reading, Reply, ReplyContext } from './reading.ts'
import { readWish } from './wish/read-wish.ts'

/** The least certainty at which a suggestion does anything at all, and then only by asking back. */
export const CERTAIN_ENOUGH = 0.9

const NOTHING = { act: null, asks: null, slots: [], wish: null, chose: null, check: false } as const

/**
 * What a customer's reply says, and what may be done about it now. In this order: a calendar's answer, a button or digit,
 * opt-outs, yes and no, a visit called off, a wish for another time, a question; then a suggestion, and what is left is for a
 * person. Never throws; the same reply in the same context is always read the same.
 */
export function readReply(reply: Reply, context: ReplyContext): Reading {
  const { asked } = context
  const options = asked === null ? [] : optionsOf(asked.ask, asked.slots)
  if (reply.calendar !== null) return readCalendar(reply.calendar, context)
  const pressed = options.find((option) => buttonOf(option) === reply.button)
  if (pressed !== undefined) return settle(pressed, 'button', context)
  return readOptOut(reply.words, asked) ?? readWords(reply.words, context, options)
}

/** Declining an entry says that this time does not suit; whether the visit is wanted at all is asked, never assumed. */
function readCalendar(answer: NonNullable<Reply['calendar']>, context: ReplyContext): Reading {
  if (answer === 'accepted') return { ...said('confirm', 'calendar', 1), act: { act: 'confirm' } }
  if (answer === 'declined') return readBack('calendar', 1, context)
  return { ...said('unclear', 'calendar', 1), check: true }
}

function readOptOut(words: string, asked: Asked | null): Reading | null {
  const meant = optOut(words)
  if (meant === null) return null
  if (meant === 'stop') return { ...said('stop', 'keyword', 1), act: { act: 'stop' } }
  if (meant === 'perhaps') return { ...said('stop', 'keyword', 0.5), check: true }
  // Who answers that question with the same word again is helped by nobody but a person.
  if (asked?.ask.includes('stop-all') === true) return { ...said('cancel', 'keyword', 0.5), check: true }
  return { ...said('cancel', 'keyword', 0.5), asks: 'cancel-or-stop' }
}

function readWords(words: string, context: ReplyContext, options: readonly Option[]): Reading {
  const option = chosen(words, options)
  if (option !== null) return settle(option, 'keyword', context)
  const agreed = agreement(words)
  if (agreed !== null) return readAgreement(agreed, context, options)
  if (callsOff(words)) return { ...said('cancel', 'keyword', 0.9), asks: 'cancel-visit' }
  const wish = readWish(words, context)
  if (wish !== null) return { ...readBackSome(wish.slots, 'grammar', 0.95), wish: wish.wish }
  if (wantsOtherTime(words)) return readBack('keyword', 0.9, context)
  if (asks(words)) return { ...said('question', 'keyword', 0.8), check: true }
  return readSuggestion(words, context)
}

function readAgreement(
  agreed: NonNullable<ReturnType<typeof agreement>>,
  context: ReplyContext,
  options: readonly Option[],
): Reading {
  const meant = (agreed === 'yes' ? YES : agreed === 'no' ? NO : [])
    .map((answer) => options.filter((option) => option.answer === answer))
    .find((found) => found.length > 0)
  const [option] = meant ?? []
  // "Yes" to several times that were read back, or to "cancel or stop?", chooses none of them.
  if (
    option !== undefined &&
    meant?.length === 1 &&
    !(agreed === 'yes' && options.some(({ answer }) => answer === 'stop-all'))
  )
    return settle(option, 'keyword', context)
  if (options.length === 0 && agreed !== 'no') return said('confirm', 'keyword', 0.5)
  if (agreed === 'yes' && (context.asked?.slots.length ?? 0) > 1)
    return readBackSome(context.asked?.slots ?? [], 'keyword', 0.5)
  return { ...said('unclear', 'keyword', 0.5), check: true }
}

/** The options that a plain yes or no may mean, the first that was asked. */
const YES = ['slot', 'cancel-now', 'fixed', 'confirm', 'wait']
const NO = ['other', 'keep', 'not-fixed', 'reschedule']

/** What follows from choosing an option of a question. */
function settle({ answer, slot }: Option, readBy: ReadBy, context: ReplyContext): Reading {
  const read = { chose: answer }
  switch (answer) {
    case 'slot':
      return { ...said('reschedule', readBy, 1), ...read, act: taken(slot, context) }
    case 'confirm':
    case 'wait':
      return { ...said('confirm', readBy, 1), ...read, act: { act: 'confirm' } }
    case 'keep':
      return { ...said('confirm', readBy, 1), ...read, act: kept(context.asked) }
    case 'fixed':
      return { ...said('confirm', readBy, 1), ...read }
    case 'reschedule':
    case 'other-date':
      return { ...readBack(readBy, 1, context), ...read }
    case 'other':
      return { ...said('reschedule', readBy, 1), ...read }
    case 'cancel':
      return { ...said('cancel', readBy, 1), ...read, asks: 'cancel-visit' }
    case 'cancel-now':
    case 'cancel-visit':
      return { ...said('cancel', readBy, 1), ...read, act: { act: 'cancel', reason: null } }
    case 'stop-all':
      return { ...said('stop', readBy, 1), ...read, act: { act: 'stop' } }
    default:
      return { ...said('unclear', readBy, 1), ...read, check: true }
  }
}

/** What was read back may be gone by now; then the page shows what is left. */
function taken(slot: Option['slot'], { offered }: ReplyContext): Reading['act'] {
  const open = offered.find((one) => one.start === slot?.start && one.end === slot.end && one.slot === slot.slot)
  return open === undefined ? null : { act: 'take', slot: open }
}

/** Of "shall we cancel?" the visit still stands and is wanted; elsewhere a cancellation is taken back. */
const kept = (asked: Asked | null): Reading['act'] =>
  asked?.ask.includes('cancel-now') === true ? { act: 'confirm' } : { act: 'keep' }

/** All that is on offer, where it is few enough to be read back. */
const readBack = (readBy: ReadBy, certainty: number, { offered }: ReplyContext): Reading =>
  readBackSome(offered, readBy, certainty)

/** One to three are read back; none or more are chosen on the page. */
function readBackSome(slots: Reading['slots'], readBy: ReadBy, certainty: number): Reading {
  const few = slots.length > 0 && slots.length <= MOST_READ_BACK
  return { ...said('reschedule', readBy, certainty), asks: few ? 'slot' : null, slots: few ? slots : [] }
}

/**
 * A suggestion never settles anything: another time is asked back where a visit is known, calling off is asked back where
 * that was an answer to our question, and all else is for a person, with the suggestion beside it.
 */
function readSuggestion(words: string, context: ReplyContext): Reading {
  const { suggester, asked, inquiryOpen = false } = context
  const suggested = words.trim() === '' ? undefined : suggester?.(words)
  if (suggested === undefined) return { ...said('unclear', 'keyword', 0), check: true }
  const { answer, certainty } = suggested
  const plausible = certainty >= CERTAIN_ENOUGH && !inquiryOpen && asked !== null
  if (plausible && answer === 'reschedule') return readBack('suggester', certainty, context)
  if (plausible && answer === 'cancel' && asked.ask.includes('cancel'))
    return { ...said('cancel', 'suggester', certainty), asks: 'cancel-visit' }
  const known = certainty >= CERTAIN_ENOUGH ? answer : 'unclear'
  return { ...said(known, 'suggester', certainty), check: true }
}

const said = (answer: Reading['answer'], readBy: ReadBy, certainty: number): Reading => ({
  ...NOTHING,
  answer,
  readBy,
  certainty,
})
