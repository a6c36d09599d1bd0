import { formatDay } from '../../../time/local-day.ts'
import type { EpochDay } from '../../../time/civil.ts'

/** Days that somebody means. */
export interface Days {
  /** null: any weekday. */
  readonly weekdays: readonly number[] | null
  /** Every one of these weekdays; else of each only the coming one on which anything fits. */
  readonly all: boolean
  /** Both ends belong to it; null: open. */
  readonly from: EpochDay | null
  readonly to: EpochDay | null
}

/** Minutes of the local day. */
export interface Times {
  /** It begins then or later. */
  readonly from: number | null
  /** It begins before that. */
  readonly before: number | null
  /** It is over by then. */
  readonly until: number | null
  /** It is running then. */
  readonly at: number | null
}

/** One of the things that would suit: on one of these days, at these times. */
export interface Span {
  /** Empty: any day. */
  readonly days: readonly Days[]
  readonly times: Times | null
}

/** When it would suit somebody: in any of `want` (empty: always) and in none of `not`. */
export interface Wish {
  readonly want: readonly Span[]
  readonly not: readonly Span[]
}

const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** The same for the same wish, whatever the words were: `tue,thu after 15:00`, `2026-11-30..2026-12-06 not mon`. */
export function wishText({ want, not }: Wish): string {
  const wanted = want.length === 0 ? 'any' : want.map(spanText).join(' or ')
  return [wanted, ...not.map((span) => `not ${spanText(span)}`)].join(' ')
}

function spanText({ days, times }: Span): string {
  const texts = days.map(daysText)
  return [texts.length === 0 ? (times === null ? 'any' : '') : texts.join(','), times === null ? '' : timesText(times)]
    .filter((text) => text !== '')
    .join(' ')
}

function daysText({ weekdays, all, from, to }: Days): string {
  const names = (weekdays ?? []).map((day) => NAMES[day - 1] ?? '').join(',')
  const ends = [from, to].map((day) => (day === null ? '' : formatDay(day)))
  const range = from === null && to === null ? '' : from === to ? (ends[0] ?? '') : ends.join('..')
  const every = all && names !== '' && range === '' ? 'every ' : ''
  return from !== null && from === to ? range : `${every}${names}${names !== '' && range !== '' ? ' in ' : ''}${range}`
}

function timesText({ from, before, until, at }: Times): string {
  const texts = [
    from === null ? '' : `after ${clockText(from)}`,
    before === null ? '' : `begins before ${clockText(before)}`,
    until === null ? '' : `until ${clockText(until)}`,
    at === null ? '' : `at ${clockText(at)}`,
  ]
  return texts.filter((text) => text !== '').join(' ')
}

const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
