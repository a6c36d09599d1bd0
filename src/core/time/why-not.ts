import { FIRST_YEAR, LAST_YEAR, daysInMonth } from './civil.ts'
import type { Local } from './civil.ts'

/** Why a text is no time, as the end of a sentence, and what to do about it. */
export interface Fault {
  readonly reason: string
  readonly mend: string
}

const NO_DATE = "if your system writes this for 'no date', list it under `unknown:`"

/** What is wrong with the numbers of a date and clock; undefined when nothing is. */
export function faultOfFields({ year, month, day, hour, minute, second }: Local): Fault | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return { reason: `year ${yearName(year)} lies outside ${FIRST_YEAR}–${LAST_YEAR}`, mend: NO_DATE }
  }
  if (month < 1 || month > 12) {
    const swapped =
      day >= 1 && day <= 12 ? 'day and month seem to be swapped: change their order in the format' : MEND_DATE
    return { reason: `there is no month ${month}`, mend: swapped }
  }
  if (day < 1 || day > daysInMonth(year, month)) {
    return { reason: `${year}-${two(month)} has no day ${day}`, mend: MEND_DATE }
  }
  if (hour > 23) return { reason: `there is no hour ${hour}`, mend: 'hours go from 00 to 23' }
  if (minute > 59) return { reason: `there is no minute ${minute}`, mend: 'minutes go from 00 to 59' }
  if (second > 59) return { reason: `there is no second ${second}`, mend: 'seconds go from 00 to 59' }
  return undefined
}

const MEND_DATE = 'correct it at its source or send the row to the rejects'
const two = (n: number): string => String(n).padStart(2, '0')
const yearName = (year: number): string => String(year).padStart(4, '0')

const LIKE = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?/

/** Why a text is not RFC 3339; for texts that `parseInstant` has refused. */
export function whyNotDateTime(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') return 'it is empty'
  if (trimmed !== text) return 'it begins or ends with blanks'
  const found = LIKE.exec(text)
  if (found === null) return 'it is not written like 2015-01-16T13:30:00Z'
  const [whole, year, month, day, hour = '0', minute, second = '0'] = found
  const fields = { year: Number(year), month: Number(month), day: Number(day), hour: Number(hour) }
  // 60 is judged last: it may be a leap second in the wrong place
  const fault = faultOfFields({ ...fields, minute: Number(minute ?? 0), second: second === '60' ? 59 : Number(second) })
  if (fault !== undefined) return fault.reason
  const rest = text.slice(whole.length)
  if (minute === undefined) return rest === '' ? 'it is a date without a time' : 'its time is not written like 13:30:00'
  if (found[6] === undefined) return 'it has no seconds: write 13:30:00'
  if (rest === '') return 'it has no offset: end it with Z or one such as +01:00'
  if (!/^(?:[Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/.test(rest))
    return `it ends with "${rest}" instead of Z or an offset such as +01:00`
  return 'a leap second can only be 23:59:60 in UTC'
}
