import type { Element } from './elements.ts'
import type { Days, Span, Times, Wish } from './wish.ts'

type Join = Extract<Element, { readonly is: 'join' }>['how'] | null
type Named = Extract<Element, { readonly is: 'days' | 'times' }>

interface Open {
  readonly days: readonly Days[]
  readonly times: Times | null
  /** The hours stood before the days, so they are meant for all of them. */
  readonly timesFirst: boolean
}

const NONE: Open = { days: [], times: null, timesFirst: false }

/** What is wanted and what is not, of the pieces in their order; null: it can be read in two ways. */
export function wishOf(found: readonly Element[]): Wish | null {
  const weeks = found.flatMap((element) => (element.is === 'week' ? [element.days] : []))
  const [week] = weeks
  if (weeks.length > 1) return null
  const rest = found.filter(({ is }) => is !== 'week')
  const parted = denied(rest)
  if (parted === null) return null
  const want = spansOf(parted.said)
  if (want === null) return null
  if (week === undefined) return { want, not: parted.not }
  if (want.length === 0) return { want: [{ days: [week], times: null }], not: parted.not }
  const within = want.map((span) => inWeek(span, week)).filter((span) => span !== null)
  return within.length < want.length ? null : { want: within, not: parted.not }
}

/** null: its days lie in another week, so the week or the day is not meant as it reads. */
function inWeek({ days, times }: Span, week: Days): Span | null {
  if (days.length === 0) return { days: [week], times }
  const within = days.map((one) => ({ ...one, from: most(one.from, week.from), to: least(one.to, week.to) }))
  return within.some(({ from, to }) => from !== null && to !== null && from > to) ? null : { days: within, times }
}

interface Parted {
  readonly said: readonly Element[]
  readonly not: readonly Span[]
}

/** Takes what is denied out of it. */
function denied(found: readonly Element[]): Parted | null {
  const said: Element[] = []
  const not: Span[] = []
  let at = 0
  while (at < found.length) {
    const element = found[at]
    if (element === undefined) break
    if (element.is !== 'not' && element.is !== 'cannot') {
      said.push(element)
      at += 1
      continue
    }
    const before = lastClause(said)
    const { span, next, unclear } = deniedFrom(found, at + 1)
    if (unclear || (element.is === 'cannot' && span !== null && before.length > 0)) return null
    if (span !== null) not.push(span)
    else if (before.length === 0) return null
    else {
      const spans = spansOf(said.splice(said.length - before.length))
      if (spans === null) return null
      not.push(...spans)
    }
    at = next
  }
  return { said, not: not.map(({ days, times }) => ({ days: days.map((one) => ({ ...one, all: true })), times })) }
}

/** The days and hours since the last comma or "but". */
function lastClause(said: readonly Element[]): readonly Element[] {
  const cut = said.findLastIndex(
    (element) => element.is === 'join' && (element.how === 'comma' || element.how === 'but'),
  )
  const clause = said.slice(cut + 1)
  return clause.some((element) => element.is === 'days' || element.is === 'times') ? clause : []
}

/** What "not" denies: days, and hours of them, up to a comma; a list after a comma may belong to either side. */
function deniedFrom(
  found: readonly Element[],
  start: number,
): { readonly span: Span | null; readonly next: number; readonly unclear: boolean } {
  const days: Days[] = []
  let times: Times | null = null
  let at = start
  let unclear = false
  for (; at < found.length; at += 1) {
    const element = found[at]
    if (element?.is === 'days') {
      if (times !== null || (days.length > 0 && found[at - 1]?.is === 'days')) unclear = true
      days.push(element.days)
    } else if (element?.is === 'times') {
      if (times !== null) unclear = true
      times = element.times
    } else if (element?.is === 'join' && (element.how === 'or' || element.how === 'and')) {
      if (isEmpty(days, times)) break
    } else break
  }
  const after = found[at]
  const listed = after?.is === 'join' && after.how === 'comma' && ['days', 'times'].includes(found[at + 1]?.is ?? '')
  if (listed && !isEmpty(days, times)) unclear = true
  return { span: isEmpty(days, times) ? null : { days, times }, next: at, unclear }
}

const isEmpty = (days: readonly Days[], times: Times | null): boolean => days.length === 0 && times === null

/** Days and hours put together: "tue or thu morning" are two mornings, "tue morning or thu" a morning and a day. */
function spansOf(said: readonly Element[]): readonly Span[] | null {
  const spans: Span[] = []
  let open: Open = NONE
  let join: Join = null
  for (const element of said) {
    if (element.is === 'join') {
      join = element.how
      continue
    }
    if (element.is === 'any') {
      join = null
      continue
    }
    if (element.is !== 'days' && element.is !== 'times') return null
    const next = taken(open, element, join)
    if (next === null) return null
    if (next.closed !== null) spans.push(next.closed)
    open = next.open
    join = null
  }
  if (open.days.length > 0 || open.times !== null) spans.push(open)
  return spans.map(({ days, times }) => ({ days, times }))
}

interface Taken {
  readonly open: Open
  readonly closed: Span | null
}

const taken = (open: Open, element: Named, join: Join): Taken | null =>
  element.is === 'days' ? takenDays(open, element.days, join) : takenTimes(open, element.times, join)

function takenDays(open: Open, days: Days, join: Join): Taken | null {
  if (open.times !== null && open.days.length === 0)
    return join === 'or' ? null : { open: { ...open, days: [days], timesFirst: true }, closed: null }
  if (open.times === null || open.timesFirst) {
    const [last] = open.days.slice(-1)
    if (last !== undefined && join === null) return joinedDays(open, last, days)
    return { open: { ...open, days: [...open.days, days] }, closed: null }
  }
  return { open: { ...NONE, days: [days] }, closed: open }
}

/** Two days side by side: "tue wed" are both, "monday" and "from the 30th" are one. */
function joinedDays(open: Open, last: Days, days: Days): Taken | null {
  const names = last.weekdays !== null && days.weekdays !== null
  const dates = last.from !== null && days.from !== null && last.weekdays === null && days.weekdays === null
  return names || dates ? { open: { ...open, days: [...open.days, days] }, closed: null } : null
}

function takenTimes(open: Open, times: Times, join: Join): Taken | null {
  if (open.times === null)
    return join === 'or' && open.days.length > 0
      ? null
      : { open: { ...open, times, timesFirst: open.days.length === 0 }, closed: null }
  if (join === 'or') return { open: { ...open, times }, closed: open }
  const both = together(open.times, times)
  return both === null ? null : { open: { ...open, times: both }, closed: null }
}

/** "afternoon, after 3": both hold. null: nothing could be both. */
function together(one: Times, other: Times): Times | null {
  const from = most(one.from, other.from)
  const before = least(one.before, other.before)
  const until = least(one.until, other.until)
  if (one.at !== null && other.at !== null) return null
  const at = one.at ?? other.at
  if (from !== null && ((before !== null && from >= before) || (until !== null && from >= until))) return null
  return { from, before, until, at }
}

const most = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other)
const least = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)
