import { DAY_MS } from './civil.ts'
import type { LocalMs } from './civil.ts'
import { charStep, readPattern } from './date-pattern.ts'
import type { DatePattern } from './date-pattern.ts'
import { readFields, readLocal } from './date-reading.ts'
import { digitsEnd, fractionMs } from './digits.ts'
import { NO_DAY, dayAt, minuteAt, secondAt } from './local-day.ts'
import { faultOfFields } from './why-not.ts'
import type { Fault } from './why-not.ts'

/** Reads local times of one format; undefined for what does not fit, cannot be, or lies outside 1900–2200. */
export type DateFormat = (text: string) => LocalMs | undefined

/** A whole number of milliseconds needs no more; longer texts are no dates. */
const LONGEST = 64

/**
 * `iso` reads 2015-01-16, 2015-01-16T08:30 and 2015-01-16 08:30:00.5 alike; any other pattern is read by
 * `readPattern` and must fit exactly. A pattern that cannot be meant is an error with a hint.
 */
export function compileDateFormat(pattern: string): DateFormat | { readonly error: string } {
  if (isIso(pattern)) return (text) => readIso(text)
  const read = readPattern(pattern)
  return 'error' in read ? read : (text) => (text.length > LONGEST ? undefined : readLocal(read, text))
}

/** Why a text is refused by a format that compiles, and what to do; undefined when it is not. For reports only. */
export function whyNotLocal(format: string, text: string): Fault | undefined {
  if (text.length > LONGEST) return { reason: `it has ${text.length} characters`, mend: MEND_FORMAT }
  const pattern = isIso(format) ? isoPattern(text) : readPattern(format)
  if (text.trim() === '')
    return { reason: 'it is empty', mend: "skip such rows with `when:` or list '' under `unknown:`" }
  if (pattern === undefined || 'error' in pattern)
    return { reason: `it is no ISO 8601 date and time`, mend: MEND_FORMAT }
  const fields = readFields(pattern, text)
  if (typeof fields === 'number') return misfit(format, text, fields)
  if (pattern.twelve && (fields.clockHour < 1 || fields.clockHour > 12)) {
    return {
      reason: `there is no hour ${fields.clockHour} with AM or PM`,
      mend: 'hours of 24 are written H in the format',
    }
  }
  return faultOfFields(fields)
}

const MEND_FORMAT = "give the column's format, such as D/M/YYYY HH:mm"

function misfit(format: string, text: string, at: number): Fault {
  if (/[0-9](?:Z|[+-]\d\d:?\d\d)$/.test(text) && at >= 10) {
    const mend = 'read the column as an instant (RFC 3339) instead of a local time'
    return { reason: 'it carries its own offset', mend }
  }
  const where =
    at >= text.length ? `it ends too early for ${format}` : `it does not fit ${format} from character ${at + 1} on`
  return { reason: where, mend: MEND_FORMAT }
}

const isIso = (pattern: string): boolean => pattern.toLowerCase() === 'iso'

const ISO = ['YYYY-MM-DD', 'YYYY-MM-DDTHH:mm', 'YYYY-MM-DDTHH:mm:ss', 'YYYY-MM-DDTHH:mm:ss.SSS'].map(isoSteps)

function isoSteps(text: string): DatePattern {
  const read = readPattern(text)
  if ('error' in read) throw new Error(read.error)
  const blankOrT = charStep('T', ' ')
  return { ...read, steps: read.steps.map((step) => (step.kind === 'char' && step.code === 84 ? blankOrT : step)) }
}

const isoPattern = (text: string): DatePattern | undefined =>
  ISO[text.length <= 10 ? 0 : text.length <= 16 ? 1 : text.length <= 19 ? 2 : 3]

/** What the four patterns mean, read by place: most files are ISO, and this takes a third of their time. */
function readIso(text: string): LocalMs | undefined {
  const { length } = text
  const day = length > LONGEST ? NO_DAY : dayAt(text)
  if (day === NO_DAY) return undefined
  if (length === 10) return day * DAY_MS
  const between = text.charCodeAt(10)
  const minute = minuteAt(text, 11)
  const second = length === 16 ? 0 : secondAt(text, 16)
  if (minute < 0 || second < 0 || second > 59 || (between !== 84 && between !== 32)) return undefined
  const local = day * DAY_MS + (minute * 60 + second) * 1000
  if (length === 16 || length === 19) return local
  const isFraction = length > 20 && length < 30 && text.charCodeAt(19) === 46 && digitsEnd(text, 20) === length
  return isFraction ? local + fractionMs(text, 20) : undefined
}
