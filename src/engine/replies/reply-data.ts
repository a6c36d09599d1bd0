import type { FactData } from '../../core/fact/fact.ts'
import type { Reading } from '../../core/message/reply/reading.ts'
import { formatInstant } from '../../core/time/instant.ts'
import type { Slot } from '../../core/visit/slot.ts'
import type { Visit } from '../../core/visit/visit.ts'
import type { Came } from './came.ts'
import type { Question } from './question.ts'

/** A mail may quote a whole thread; this is four printed pages. */
const LONGEST = 10_000

/** What became of a reading, as the reply's fact says it. */
export interface Became {
  readonly reading: Reading
  readonly question: Question | null
  readonly visit: Visit | null
  /** What is asked back; null: nothing. */
  readonly asks: Reading['asks']
}

/** The data of `reply.received`: the reading in the open, words and address under the customer's own key. */
export function replyData(came: Came, { reading, question, visit, asks }: Became): FactData {
  const { answer, act, chose, slots, wish, readBy, certainty } = reading
  const taken = act?.act === 'take' ? act.slot : null
  const promise = question?.promise ?? null
  return present({
    channel: came.kind,
    answer,
    to: question?.message ?? null,
    visit: visit?.visit ?? null,
    promise,
    window: taken === null ? null : slotData(taken),
    slot: taken?.slot ?? null,
    slots: asks === 'slot' ? slots.map(slotData) : null,
    wish,
    asks,
    echoed: question !== null && wasReadBack(question, chose) ? true : null,
    chose,
    read_by: readBy,
    certainty,
    words: came.heard.words.slice(0, LONGEST),
    address: came.address.address,
  })
}

const wasReadBack = ({ slots, ask }: Question, chose: string | null): boolean =>
  (chose === 'slot' && slots.length > 0) || (chose === 'cancel-now' && ask.includes('cancel-now'))

export const slotData = ({ slot, start, end }: Slot): FactData =>
  present({ slot, start: formatInstant(start), end: formatInstant(end) })

/** Without the fields that are null. */
export const present = (data: FactData): FactData =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null))
