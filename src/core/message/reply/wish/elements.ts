import { clockAt, minutesOf, rangeOf, skipArticles, type Clock } from './clock.ts'
import { between, daysAt, mondayOf, type DayReader } from './days.ts'
import type { Piece } from './pieces.ts'
import type { Days, Times } from './wish.ts'

/** What a wish is put together from, in the order it was written. */
export type Element =
  | { readonly is: 'days'; readonly days: Days }
  /** The calendar week that the days of the wish lie in. */
  | { readonly is: 'week'; readonly days: Days }
  | { readonly is: 'times'; readonly times: Times }
  | { readonly is: 'any' }
  /** `not` denies what follows; `cannot` what stands before it or after it. */
  | { readonly is: 'not' | 'cannot' }
  | { readonly is: 'join'; readonly how: 'or' | 'and' | 'comma' | 'but' }

type Step = { readonly element: Element | null; readonly next: number } | null

const NO_TIMES: Times = { from: null, before: null, until: null, at: null }
const times = (some: Partial<Times>, next: number): Step => ({
  element: { is: 'times', times: { ...NO_TIMES, ...some } },
  next,
})
const days = (some: Days, next: number): Step => ({ element: { is: 'days', days: some }, next })

/** null: something in it has no sure meaning. */
export function elements(reader: DayReader): readonly Element[] | null {
  const found: Element[] = []
  let at = 0
  while (at < reader.pieces.length) {
    const step = stepAt(reader, at)
    if (step === null) return null
    if (step.element !== null) found.push(step.element)
    at = step.next
  }
  return found
}

function stepAt(reader: DayReader, at: number): Step {
  const piece = reader.pieces[at]
  if (piece === undefined) return null
  const joined = JOINS[piece.is]
  if (joined !== undefined) return { element: { is: 'join', how: joined }, next: at + 1 }
  const range = rangeAt(reader, at, false)
  if (range !== null) return range
  const named = daysAt(reader, at)
  if (named === 'unclear') return null
  if (named !== null) return openEnded(reader, named.days, named.next)
  const clock = clockAt(reader, at)
  const isHour = clock?.plain === true || (piece.is === 'article' && piece.of === 'hour')
  if (clock !== null && isHour && piece.is !== 'part') return clockStep(reader, clock)
  return wordAt(reader, at, piece)
}

const JOINS: Readonly<Record<string, 'or' | 'and' | 'comma' | 'but'>> = {
  or: 'or',
  slash: 'or',
  and: 'and',
  comma: 'comma',
  dash: 'comma',
  but: 'but',
}

function clockStep({ pieces }: DayReader, clock: Clock): Step {
  const onwards = pieces[clock.next]?.is === 'onwards'
  const minutes = minutesOf(clock)
  return onwards ? times({ from: minutes }, clock.next + 1) : times({ at: minutes }, clock.next)
}

/** "thursday onwards", "tue to thu", "mon-fri". */
function openEnded(reader: DayReader, named: Days, next: number): Step {
  const after = reader.pieces[next]
  if (after?.is === 'onwards') return fromDays(reader, named, next + 1)
  if (after !== undefined && ['to', 'dash', 'until', 'at-or-to'].includes(after.is)) {
    const last = daysAt(reader, next + 1)
    if (last !== null && last !== 'unclear') return daysBetween(reader, [named, last.days], last.next)
  }
  return days(named, next)
}

/** The first day of it from tomorrow on; of a date, the date. */
function firstDay({ today }: DayReader, { weekdays, from }: Days): number | null {
  const [weekday] = weekdays ?? []
  if (weekday === undefined) return from
  const monday = mondayOf(today, 0)
  return monday + weekday - 1 > today ? monday + weekday - 1 : monday + weekday + 6
}

function fromDays(reader: DayReader, named: Days, next: number): Step {
  const first = firstDay(reader, named)
  return first === null ? null : days(between(first, null), next)
}

/** Of weekdays the coming stretch of them: who says "mon-fri" on a Wednesday means weekdays. */
function daysBetween(reader: DayReader, [first, last]: readonly [Days, Days], next: number): Step {
  const [from] = first.weekdays ?? []
  const [to] = last.weekdays ?? []
  if (from !== undefined && to !== undefined) {
    if (to < from) return null
    const weekdays = Array.from({ length: to - from + 1 }, (_, index) => from + index)
    return days({ weekdays, all: first.all || last.all, from: null, to: null }, next)
  }
  const [early, late] = [firstDay(reader, first), last.to]
  return early === null || late === null || late < early ? null : days(between(early, late), next)
}

/** "3-5pm", "15 bis 17 Uhr"; `led`: "between" or "from" stood before it, so that "and" joins too. */
function rangeAt(reader: DayReader, at: number, led: boolean): Step {
  const first = clockAt(reader, at)
  if (first === null) return null
  const join = reader.pieces[first.next]?.is ?? ''
  if (!(led ? LED_JOINS : FREE_JOINS).includes(join)) return null
  const last = clockAt(reader, first.next + 1)
  if (last === null || (join === 'at-or-to' && !led && !first.plain && !last.plain)) return null
  const ends = rangeOf(first, last)
  return ends === null ? null : times({ from: ends[0], until: ends[1] }, last.next)
}

const FREE_JOINS = ['to', 'dash', 'until', 'at-or-to']
const LED_JOINS = [...FREE_JOINS, 'and']

function wordAt(reader: DayReader, at: number, piece: Piece): Step {
  const next = at + 1
  if (piece.is === 'part') return times({ from: piece.from, before: piece.to }, next)
  if (piece.is === 'half-of-day')
    return times(piece.pm ? { from: 12 * 60, before: 17 * 60 } : { before: 12 * 60 }, next)
  if (piece.is === 'week') return weekStep(reader, mondayOf(reader.today, piece.weeks), next)
  if (piece.is === 'not') return notAt(reader, at)
  const [element] = WORDS[piece.is] ?? []
  return element === undefined ? relationAt(reader, at, piece.is) : { element, next }
}

/** Of words that mean one thing wherever they stand; null: filling. */
const WORDS: Readonly<Record<string, readonly [Element | null]>> = {
  any: [{ is: 'any' }],
  except: [{ is: 'not' }],
  cannot: [{ is: 'cannot' }],
  this: [null],
  article: [null],
}

const weekStep = ({ today }: DayReader, monday: number, next: number): Step => ({
  element: { is: 'week', days: between(Math.max(monday, today), monday + 6) },
  next,
})

/** "not before noon" is from noon on, "not after 3" is until 3; any other "not" denies what follows. */
function notAt(reader: DayReader, at: number): Step {
  const relation = reader.pieces[at + 1]?.is
  const flipped =
    relation === 'before' || relation === 'until'
      ? 'from'
      : relation === 'after' || relation === 'from'
        ? 'until'
        : null
  if (flipped !== null) return relationAt(reader, at + 1, flipped)
  return { element: { is: 'not' }, next: at + 1 }
}

/** What "after", "before", "from", "between" and their like say of the day or the hour behind them. */
function relationAt(reader: DayReader, at: number, relation: Piece['is']): Step {
  if (!RELATIONS.includes(relation)) return null
  const range = rangeAt(reader, at + 1, true)
  if (range !== null && relation !== 'after' && relation !== 'before') return range
  const named = daysAt(reader, at + 1)
  if (named === 'unclear') return null
  if (named !== null) return relatedDays(reader, relation, named)
  const clock = clockAt(reader, at + 1)
  if (clock !== null) return relatedClock(reader, relation, clock)
  return relatedWord(reader, at + 1, relation)
}

const RELATIONS: readonly string[] = ['from', 'until', 'before', 'after', 'at', 'at-or-to', 'between']
/** Where nothing they could speak of follows, these are filling: "de", "around". */
const LOOSE: readonly string[] = ['at', 'at-or-to', 'between']

function relatedClock({ pieces }: DayReader, relation: Piece['is'], clock: Clock): Step {
  const minutes = minutesOf(clock)
  const { next } = clock
  if (relation === 'from' || relation === 'after')
    return times({ from: minutes }, pieces[next]?.is === 'onwards' ? next + 1 : next)
  if (relation === 'until' || relation === 'before') return times({ until: minutes }, next)
  return times({ at: minutes }, next)
}

function relatedDays(
  reader: DayReader,
  relation: Piece['is'],
  read: { readonly days: Days; readonly next: number },
): Step {
  if (LOOSE.includes(relation)) {
    const { pieces } = reader
    const join = pieces[read.next]?.is ?? ''
    const last = relation === 'between' && join === 'and' ? daysAt(reader, read.next + 1) : null
    if (last !== null && last !== 'unclear') return daysBetween(reader, [read.days, last.days], last.next)
    return openEnded(reader, read.days, read.next)
  }
  const joined = openEnded(reader, read.days, read.next)
  if (relation === 'from' && joined !== null && joined.next > read.next) return joined
  const first = firstDay(reader, read.days)
  if (first === null) return null
  if (relation === 'from') return days(between(first, null), read.next)
  if (relation === 'after') return days(between((read.days.to ?? first) + 1, null), read.next)
  return days(between(null, relation === 'until' ? (read.days.to ?? first) : first - 1), read.next)
}

function relatedWord(reader: DayReader, at: number, relation: Piece['is']): Step {
  const start = skipArticles(reader.pieces, at)
  const piece = reader.pieces[start]
  if (piece?.is === 'week' && relation === 'from')
    return days(between(mondayOf(reader.today, piece.weeks), null), start + 1)
  if (LOOSE.includes(relation)) return { element: null, next: at }
  if (piece?.is !== 'part') return null
  if (relation === 'from') return times({ from: piece.from }, start + 1)
  if (relation === 'after') return times({ from: piece.to }, start + 1)
  return relation === 'before' ? times({ until: piece.from }, start + 1) : null
}
