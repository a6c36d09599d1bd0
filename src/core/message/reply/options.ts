import type { Slot } from '../../visit/slot.ts'

/** One answer to a question, under the digit that chooses it. */
export interface Option {
  /** From 1. */
  readonly digit: number
  /** `confirm`, `reschedule` …; `slot` takes the one beside it. */
  readonly answer: string
  readonly slot: Slot | null
}

/** How many slots a message reads back at most; the page shows all of them. */
export const MOST_READ_BACK = 3

/**
 * What may be answered to a question, in the order of its digits: first the slots it reads back, then what its moment
 * asks. Words, buttons and the reading of replies all count by this one list.
 */
export function optionsOf(ask: readonly string[], slots: readonly Slot[]): readonly Option[] {
  const answers = [
    ...slots.slice(0, MOST_READ_BACK).map((slot) => ({ answer: 'slot', slot })),
    ...ask.map((answer) => ({ answer, slot: null })),
  ]
  return answers.map((one, index) => ({ digit: index + 1, ...one }))
}

/** As a button carries it back to us: `confirm`, or `slot-2` for the second slot. */
export const buttonOf = ({ answer, digit }: Option): string => (answer === 'slot' ? `slot-${digit}` : answer)
