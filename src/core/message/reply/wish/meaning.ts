/** What a word or a phrase means in a wish for a time. Minutes are of the day. */
export type Meaning =
  /** Weekdays from 1 = Monday. `all`: every one of them, not only the coming one. */
  | { readonly is: 'weekday'; readonly days: readonly number[]; readonly all: boolean }
  /** So many days from today. */
  | { readonly is: 'ahead'; readonly days: number }
  /** The calendar week so many weeks from this one. */
  | { readonly is: 'week'; readonly weeks: number }
  /** Beside a weekday: of the next week, or of the coming one? */
  | { readonly is: 'next' }
  | { readonly is: 'this' }
  /** Beside a weekday: one week after the coming one. */
  | { readonly is: 'week-on' }
  | { readonly is: 'month'; readonly month: number }
  /** A visit that begins from `from` on and before `to`. `noon`: with "after" or "before" it is a clock. */
  | { readonly is: 'part'; readonly from: number; readonly to: number; readonly noon: boolean }
  | { readonly is: 'from' | 'until' | 'before' | 'after' | 'at' | 'between' | 'onwards' }
  /** `at` that also joins the ends of a range: Spanish and French "a". */
  | { readonly is: 'at-or-to' }
  | { readonly is: 'to' | 'and' | 'or' | 'but' | 'any' | 'not' | 'except' }
  /** "does not work": what it denies stands before it or after it. */
  | { readonly is: 'cannot' }
  | { readonly is: 'number'; readonly value: number; readonly zero: boolean }
  /** "o'clock": the number before it is one. */
  | { readonly is: 'unit' }
  /** Spanish "las", French "le": the number after it is an hour, or a day of the month. */
  | { readonly is: 'article'; readonly of: 'hour' | 'date' | 'either' }
  /** Before or after an hour: half past, quarter to. */
  | { readonly is: 'shift'; readonly minutes: number }
  | { readonly is: 'half-of-day'; readonly pm: boolean }
  | { readonly is: 'filler' }

/** `[what it means, phrases with | between]`; a phrase may be several words. */
export type Entry = readonly [meaning: Meaning | readonly Meaning[], phrases: string]

export interface Lexicon {
  readonly language: string
  /** Is 11/24 the 24th of November? */
  readonly monthFirst: boolean
  /** Does an hour of 7 with its unit ("7 Uhr", "7h") mean the morning? */
  readonly hours24: boolean
  readonly entries: readonly Entry[]
}

const h = (hours: number): number => hours * 60

export const weekday = (day: number): Meaning => ({ is: 'weekday', days: [day], all: false })
export const everyWeekday = (...days: readonly number[]): Meaning => ({ is: 'weekday', days, all: true })
export const ahead = (days: number): Meaning => ({ is: 'ahead', days })
export const week = (weeks: number): Meaning => ({ is: 'week', weeks })
export const part = (from: number, to: number): Meaning => ({ is: 'part', from: h(from), to: h(to), noon: false })
export const noon: Meaning = { is: 'part', from: h(12), to: h(14), noon: true }
export const number = (value: number): Meaning => ({ is: 'number', value, zero: false })
export const shift = (minutes: number): Meaning => ({ is: 'shift', minutes })
export const word = (
  is: Exclude<
    Meaning['is'],
    'weekday' | 'ahead' | 'week' | 'month' | 'part' | 'number' | 'article' | 'shift' | 'half-of-day'
  >,
): Meaning => ({ is })

/** Numbers as words, from 1 on. */
export const numbers = (words: string): readonly Entry[] =>
  words.split(' ').map((phrases, index) => [number(index + 1), phrases])

/** Months as words, from January on. */
export const months = (words: string): readonly Entry[] =>
  words.split(' ').map((phrases, index) => [{ is: 'month', month: index + 1 }, phrases])
