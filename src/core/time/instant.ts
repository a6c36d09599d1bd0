import { DAY_MS } from './civil.ts'
import { digitsEnd, fractionMs } from './digits.ts'
import { NO_DAY, dayAt, formatLocal, minuteAt, secondAt } from './local-day.ts'
import { whyNotDateTime } from './why-not.ts'

/** Milliseconds since 1970-01-01T00:00:00Z. Whole numbers; the ledger knows nothing finer. */
export type Instant = number
/** Milliseconds. */
export type Duration = number

export const minutes = (count: number): Duration => count * 60_000
export const hours = (count: number): Duration => count * 3_600_000
/** Of 24 hours each; days of a calendar are counted in a zone (local-time.ts). */
export const days = (count: number): Duration => count * DAY_MS

/** Longer is no date; keeps a hostile fraction of megabytes from being walked. */
const LONGEST = 64
const DASH = 45
const DOT = 46
const PLUS = 43
const SIX = 54

/**
 * RFC 3339 with `Z` or an offset, `T` or one space, years 1900–2200; digits finer than a millisecond are cut.
 * A leap second (23:59:60Z) counts as the second before it, as in ECMAScript's Temporal. Anything else: undefined.
 */
export function parseInstant(text: string): Instant | undefined {
  if (text.length < 20 || text.length > LONGEST) return undefined
  const day = dayAt(text)
  const clock = clockAt(text)
  if (day === NO_DAY || clock < 0) return undefined
  let at = 19
  let ms = 0
  if (text.charCodeAt(at) === DOT) {
    ms = fractionMs(text, at + 1)
    at = digitsEnd(text, at + 1)
    if (at === 20) return undefined
  }
  const offset = offsetFrom(text, at)
  if (offset === NO_OFFSET) return undefined
  const instant = day * DAY_MS + clock * 1000 + ms - offset * 60_000
  if (text.charCodeAt(17) !== SIX) return instant
  return mod(Math.floor(instant / 60_000), 1440) === 1439 ? instant : undefined
}

const NO_OFFSET = 9999

/** Seconds since midnight; a leap second as the one before it. */
function clockAt(text: string): number {
  const between = text.charCodeAt(10)
  const minute = minuteAt(text, 11)
  const second = secondAt(text, 16)
  if (minute < 0 || second < 0 || (between !== 84 && between !== 32 && between !== 116)) return -1
  return minute * 60 + (second === 60 ? 59 : second)
}

/** Minutes east of UTC, from the sign to the very end of the text. */
function offsetFrom(text: string, at: number): number {
  const sign = text.charCodeAt(at)
  if (sign === 90 || sign === 122) return text.length === at + 1 ? 0 : NO_OFFSET
  const east = minuteAt(text, at + 1)
  if ((sign !== PLUS && sign !== DASH) || text.length !== at + 6 || east < 0) return NO_OFFSET
  return sign === DASH ? -east : east
}

const mod = (n: number, by: number): number => ((n % by) + by) % by

/** Why `parseInstant` refuses a text, as the end of a sentence; empty when it does not. Slow: for reports only. */
export function whyNotInstant(text: string): string {
  if (parseInstant(text) !== undefined) return ''
  if (text.length > LONGEST) return `it has ${text.length} characters, no date has more than ${LONGEST}`
  return whyNotDateTime(text)
}

/** `2015-01-16T13:30:00Z`; milliseconds only when there are some. A number that is no instant throws RangeError. */
export function formatInstant(instant: Instant): string {
  if (!Number.isInteger(instant)) throw new RangeError(`not an instant: ${instant}`)
  return `${formatLocal(instant)}Z`
}
