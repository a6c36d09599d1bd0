import { DAY_MS, FIRST_YEAR, LAST_YEAR, civilDay, dayOf, daysInMonth, epochDay } from './civil.ts'
import type { EpochDay, LocalMs } from './civil.ts'
import { digits2, digits4, pad2 } from './digits.ts'

/** What `dayAt` answers instead of a day; a number, since most texts have one and it is asked for every row. */
export const NO_DAY = -1_000_000_000

/** The day a text begins with, `2015-01-16…`; NO_DAY for any other form, an impossible day or a year outside 1900–2200. */
export function dayAt(text: string): EpochDay {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return NO_DAY
  const year = digits4(text, 0)
  const month = digits2(text, 5)
  const day = digits2(text, 8)
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return NO_DAY
  return day > 28 && day > daysInMonth(year, month) ? NO_DAY : epochDay(year, month, day)
}

/** `2015-01-16` and nothing more → days since 1970-01-01; else undefined. */
export function parseDay(text: string): EpochDay | undefined {
  const day = text.length === 10 ? dayAt(text) : NO_DAY
  return day === NO_DAY ? undefined : day
}

/** `2015-01-16` */
export function formatDay(of: EpochDay): string {
  const { year, month, day } = civilDay(of)
  return `${yearText(year)}-${pad2(month)}-${pad2(day)}`
}

/** Four digits, or a sign and six outside 0–9999 (ISO 8601 expanded years): ours come from sums, never from a door. */
export function yearText(year: number): string {
  if (year >= 1000 && year <= 9999) return String(year)
  if (year >= 0 && year <= 999) return String(year).padStart(4, '0')
  return (year < 0 ? '-' : '+') + String(Math.abs(year)).padStart(6, '0')
}

/** Minutes since midnight of `17:00` at a place of a text, -1 when there is no such clock there. */
export function minuteAt(text: string, at: number): number {
  const hour = digits2(text, at)
  const minute = digits2(text, at + 3)
  const isClock = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && text.charCodeAt(at + 2) === 58
  return isClock ? hour * 60 + minute : -1
}

/** The number of `:30` at a place of a text, up to 60 (leap seconds are the caller's), else -1. */
export function secondAt(text: string, at: number): number {
  const second = digits2(text, at + 1)
  return text.charCodeAt(at) === 58 && second <= 60 ? second : -1
}

/** `17:00` or `17:00:30` → milliseconds since the clock's midnight; `24:00` is the day's end; else undefined. */
export function parseClock(text: string): LocalMs | undefined {
  if (text === '24:00') return DAY_MS
  const minute = minuteAt(text, 0)
  const second = text.length === 5 ? 0 : text.length === 8 ? secondAt(text, 5) : -1
  return minute < 0 || second < 0 || second > 59 ? undefined : (minute * 60 + second) * 1000
}

/** `2015-01-16T08:30:00`, seconds always, milliseconds only when there are some. */
export function formatLocal(local: LocalMs): string {
  const day = dayOf(local)
  const ms = local - day * DAY_MS
  const second = (ms / 1000) | 0
  const minute = (second / 60) | 0
  const hour = (minute / 60) | 0
  const text = `${formatDay(day)}T${pad2(hour)}:${pad2(minute - hour * 60)}:${pad2(second - minute * 60)}`
  return ms === second * 1000 ? text : `${text}.${String(ms - second * 1000).padStart(3, '0')}`
}
