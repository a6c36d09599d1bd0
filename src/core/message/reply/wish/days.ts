import { civilDay, daysInMonth, epochDay, weekdayOf, type EpochDay } from '../../../time/civil.ts'
import { clockAt, skipArticles, type Reader } from './clock.ts'
import type { Piece } from './pieces.ts'
import type { Days } from './wish.ts'

export interface DayReader extends Reader {
  /** At the customer's. */
  readonly today: EpochDay
  readonly monthFirst: boolean
}

/** Days named at a place and where the naming ends; `unclear`: they are named, and nobody can tell which are meant. */
export type DaysRead = { readonly days: Days; readonly next: number } | 'unclear' | null

const NO_DAYS: Days = { weekdays: null, all: false, from: null, to: null }
export const onDay = (day: EpochDay): Days => ({ ...NO_DAYS, from: day, to: day })
export const between = (from: EpochDay | null, to: EpochDay | null): Days => ({ ...NO_DAYS, from, to })

/** Monday of the week so many weeks on. */
export const mondayOf = (today: EpochDay, weeks: number): EpochDay => today - weekdayOf(today) + 1 + weeks * 7

export function daysAt(reader: DayReader, at: number): DaysRead {
  const { pieces, today } = reader
  const start = skipArticles(pieces, at)
  const piece = pieces[start]
  if (piece?.is === 'ahead') return { days: onDay(today + piece.days), next: start + 1 }
  if (piece?.is === 'weekday') return weekdayAt(reader, start, piece)
  if (piece?.is !== 'this' && piece?.is !== 'next') return dateAt(reader, at)
  const named = pieces[start + 1]
  if (named?.is !== 'weekday') return null
  return piece.is === 'this' ? thisWeekday(reader, start + 1, named) : nextWeekday(reader, start + 2, named)
}

type Weekday = Extract<Piece, { readonly is: 'weekday' }>

/** `tuesday`, `tuesday 24 Nov`, `friday week`, `friday next`. */
function weekdayAt(reader: DayReader, at: number, named: Weekday): DaysRead {
  const { pieces, today } = reader
  const after = pieces[at + 1]
  const [first = 1] = named.days
  if (after?.is === 'next') return nextWeekday(reader, at + 2, named)
  if (after?.is === 'week-on') return { days: onDay(coming(today, first) + 7), next: at + 2 }
  const days = { ...NO_DAYS, weekdays: named.days, all: named.all }
  const date = dateAt(reader, pieces[at + 1]?.is === 'comma' ? at + 2 : at + 1) ?? bareDate(reader, at + 1, first)
  if (date === null) return { days, next: at + 1 }
  if (date === 'unclear' || named.days.length > 1) return 'unclear'
  return date.days.from !== null && weekdayOf(date.days.from) === first ? date : 'unclear'
}

/** `lunes 30`: a number behind a weekday is its date where it can be no hour, and nobody's guess where it could be both. */
function bareDate({ pieces, today, hours24 }: DayReader, at: number, weekday: number): DaysRead {
  const number = pieces[at]
  if (number?.is !== 'number') return null
  const clock = clockAt({ pieces, hours24 }, at)
  if (clock?.plain === true || isRange(pieces, at + 1)) return null
  const day = dayOfMonth(today, number.value)
  if (day === null || weekdayOf(day) !== weekday || number.value < 13) return 'unclear'
  return { days: onDay(day), next: at + 1 }
}

const isRange = (pieces: readonly Piece[], at: number): boolean =>
  ['dash', 'to', 'at-or-to', 'until'].includes(pieces[at]?.is ?? '') &&
  ['number', 'clock'].includes(pieces[at + 1]?.is ?? '')

/** From tomorrow on: who means today says so. */
const coming = (today: EpochDay, weekday: number): EpochDay => today + ((weekday - weekdayOf(today) + 6) % 7) + 1

/** "this friday": the coming one, within this week. */
function thisWeekday({ today, pieces }: DayReader, at: number, { days }: Weekday): DaysRead {
  const [first = 1] = days
  const day = coming(today, first)
  if (pieces[at + 1]?.is === 'next') return 'unclear'
  if (days.length > 1) return { days: { ...between(today, mondayOf(today, 1) - 1), weekdays: days }, next: at + 1 }
  return { days: onDay(day), next: at + 1 }
}

/** "next friday" on a Monday is one or the other; tomorrow's or a past one's name can only be next week's. */
function nextWeekday({ today }: DayReader, next: number, { days }: Weekday): DaysRead {
  const [first = 1] = days
  if (days.length > 1 || first > weekdayOf(today) + 1) return 'unclear'
  return { days: onDay(mondayOf(today, 1) + first - 1), next }
}

function dateAt(reader: DayReader, at: number): DaysRead {
  const { pieces, today, hours24 } = reader
  const start = skipArticles(pieces, at)
  const piece = pieces[start]
  if (piece?.is === 'numbers') return numbersAt(reader, piece, start + 1)
  if (piece?.is === 'month') return monthAt(reader, start, piece.month)
  if (piece?.is !== 'ordinal' && piece?.is !== 'number') return null
  let end = start + 1
  while (['between', 'article'].includes(pieces[end]?.is ?? '')) end += 1
  const month = pieces[end]
  if (month?.is === 'month') return dated(today, { month: month.month, day: piece.value }, end + 1)
  const article = pieces[start - 1]
  const asDate = start > at && article?.is === 'article' && article.of !== 'hour'
  if (piece.is === 'number' && (!asDate || clockAt({ pieces, hours24 }, start)?.plain === true)) return null
  const day = dayOfMonth(today, piece.value)
  return day === null ? 'unclear' : { days: onDay(day), next: start + 1 }
}

/** `December 1st`, `in December`. */
function monthAt({ pieces, today }: DayReader, at: number, month: number): DaysRead {
  const day = pieces[at + 1]
  if (day?.is === 'ordinal' || day?.is === 'number') return dated(today, { month, day: day.value }, at + 2)
  const first = dated(today, { month, day: civilDay(today).month === month ? civilDay(today).day : 1 }, at + 1)
  if (first === 'unclear' || first === null || first.days.from === null) return 'unclear'
  const { year } = civilDay(first.days.from)
  return { days: between(first.days.from, epochDay(year, month, daysInMonth(year, month))), next: at + 1 }
}

type Numbers = Extract<Piece, { readonly is: 'numbers' }>

function numbersAt({ today, monthFirst }: DayReader, { first, second, year }: Numbers, next: number): DaysRead {
  const american = second > 12 || (monthFirst && first <= 12)
  const date = american ? { month: first, day: second } : { month: second, day: first }
  if (year === null) return dated(today, date, next)
  const day = valid(year, date)
  return day === null ? 'unclear' : { days: onDay(day), next }
}

interface DayOfYear {
  readonly month: number
  readonly day: number
}

const valid = (year: number, { month, day }: DayOfYear): EpochDay | null =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) && year >= 1900 && year < 2200
    ? epochDay(year, month, day)
    : null

/** The next such day from today on. */
function dated(today: EpochDay, date: DayOfYear, next: number): DaysRead {
  const { year } = civilDay(today)
  const days = [year, year + 1].map((one) => valid(one, date)).filter((day) => day !== null)
  const day = days.find((one) => one >= today)
  return day === undefined ? 'unclear' : { days: onDay(day), next }
}

function dayOfMonth(today: EpochDay, day: number): EpochDay | null {
  const { year, month } = civilDay(today)
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 }
  const found = [valid(year, { month, day }), valid(next.year, { month: next.month, day })]
  return found.find((one) => one !== null && one >= today) ?? null
}
