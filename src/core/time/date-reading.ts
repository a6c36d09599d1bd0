import { DAY, HALF, HOUR, MINUTE, MONTH, MS, SECOND, YEAR } from './date-pattern.ts'
import type { DatePattern, Step } from './date-pattern.ts'
import { DAY_MS, FIRST_YEAR, LAST_YEAR, daysInMonth, epochDay } from './civil.ts'
import type { Local, LocalMs } from './civil.ts'
import { digits2, digits4, digitsEnd, fractionMs } from './digits.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The numbers of the last text read, by slot. Shared: reading never waits, and nothing is left in the heap per row. */
const slots = new Int32Array(8)

/** Fills `slots`; -1 when all fits, else the place in the text where it stops fitting. */
function scan({ steps }: DatePattern, text: string): number {
  slots.fill(0)
  let at = 0
  for (const step of steps) {
    const end = scanStep(step, text, at)
    if (end < 0) return at
    at = end
  }
  return at === text.length ? -1 : at
}

function scanStep(step: Step, text: string, at: number): number {
  switch (step.kind) {
    case 'char': {
      const code = text.charCodeAt(at)
      return code === step.code || code === step.other ? at + 1 : -1
    }
    case 'digits':
      return scanDigits(step, text, at)
    case 'short-year': {
      const year = digits2(text, at)
      // POSIX strptime: 69–99 are 1969–1999
      slots[YEAR] = year + (year >= 69 ? 1900 : 2000)
      return year < 0 ? -1 : at + 2
    }
    case 'month-name':
      slots[MONTH] = MONTHS.indexOf(text.slice(at, at + 3).toLowerCase()) + 1
      return slots[MONTH] === 0 ? -1 : at + 3
    case 'half': {
      const letter = text.charCodeAt(at) | 32
      slots[HALF] = letter === 112 ? 12 : 0
      return (letter === 97 || letter === 112) && (text.charCodeAt(at + 1) | 32) === 109 ? at + 2 : -1
    }
    case 'fraction': {
      const end = digitsEnd(text, at)
      slots[MS] = fractionMs(text, at)
      return end === at || end > at + 9 ? -1 : end
    }
  }
}

function scanDigits({ slot, least, most }: Step & { readonly kind: 'digits' }, text: string, at: number): number {
  if (most === 4) return (slots[slot] = digits4(text, at)) < 0 ? -1 : at + 4
  const pair = digits2(text, at)
  if (pair >= 0) {
    slots[slot] = pair
    return at + 2
  }
  const single = text.charCodeAt(at) - 48
  if (least === 2 || !(single >= 0 && single <= 9)) return -1
  slots[slot] = single
  return at + 1
}

const slot = (index: number): number => slots[index] ?? 0
const hourOf = (twelve: boolean): number => (twelve ? (slot(HOUR) % 12) + slot(HALF) : slot(HOUR))

/** The local time a text means by a pattern; undefined when it does not fit, cannot be, or lies outside 1900–2200. */
export function readLocal(pattern: DatePattern, text: string): LocalMs | undefined {
  if (scan(pattern, text) >= 0) return undefined
  const year = slot(YEAR)
  const month = slot(MONTH)
  const day = slot(DAY)
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return undefined
  if (day < 1 || (day > 28 && day > daysInMonth(year, month))) return undefined
  if (pattern.twelve && (slot(HOUR) < 1 || slot(HOUR) > 12)) return undefined
  const hour = hourOf(pattern.twelve)
  if (hour > 23 || slot(MINUTE) > 59 || slot(SECOND) > 59) return undefined
  return epochDay(year, month, day) * DAY_MS + ((hour * 60 + slot(MINUTE)) * 60 + slot(SECOND)) * 1000 + slot(MS)
}

/** The numbers as read, possible or not, or the place where the text stops fitting; for reports. */
export function readFields(pattern: DatePattern, text: string): (Local & { readonly clockHour: number }) | number {
  const stopped = scan(pattern, text)
  if (stopped >= 0) return stopped
  const date = { year: slot(YEAR), month: slot(MONTH), day: slot(DAY) }
  return { ...date, hour: hourOf(pattern.twelve), minute: slot(MINUTE), second: slot(SECOND), clockHour: slot(HOUR) }
}
