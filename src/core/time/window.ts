import { dayOf } from './civil.ts'
import { formatInstant, parseInstant, whyNotInstant } from './instant.ts'
import type { Duration, Instant } from './instant.ts'
import { formatLocal } from './local-day.ts'
import { toLocal } from './local-time.ts'
import type { Zone } from './zone.ts'

/** From–to in which a visit was promised to begin; both ends belong to it. */
export interface VisitWindow {
  readonly start: Instant
  readonly end: Instant
}

/** `{ start, end }` with RFC 3339 texts, as facts carry it, or ISO 8601 `start/end`; undefined unless it ends after it starts. */
export function parseWindow(data: unknown): VisitWindow | undefined {
  const { start, end } = endsOf(data)
  const from = typeof start === 'string' ? parseInstant(start) : undefined
  const to = typeof end === 'string' ? parseInstant(end) : undefined
  return from !== undefined && to !== undefined && to > from ? { start: from, end: to } : undefined
}

/** Why `parseWindow` refuses it, beginning with the part that is wrong; empty when it does not. */
export function whyNotWindow(data: unknown): string {
  if (parseWindow(data) !== undefined) return ''
  const ends = endsOf(data)
  for (const end of ['start', 'end'] as const) {
    const text = ends[end]
    if (typeof text !== 'string') return `${end}: it is missing or no text`
    const why = whyNotInstant(text)
    if (why !== '') return `${end}: ${why}`
  }
  return 'end: it does not lie after start'
}

function endsOf(data: unknown): { readonly start?: unknown; readonly end?: unknown } {
  if (typeof data === 'object' && data !== null) return data
  const slash = typeof data === 'string' ? data.indexOf('/') : -1
  return typeof data === 'string' && slash >= 0 ? { start: data.slice(0, slash), end: data.slice(slash + 1) } : {}
}

export const windowContains = ({ start, end }: VisitWindow, instant: Instant): boolean =>
  instant >= start && instant <= end

export const windowLength = ({ start, end }: VisitWindow): Duration => end - start

/** ISO 8601 interval, `2015-01-16T13:00:00Z/2015-01-16T17:00:00Z`; `parseWindow` reads it back. */
export const formatWindow = ({ start, end }: VisitWindow): string => `${formatInstant(start)}/${formatInstant(end)}`

/** For people of that zone: `2015-01-16 08:00–12:00`, both days when it crosses midnight. */
export function windowText({ start, end }: VisitWindow, zone: Zone): string {
  const [from, to] = [toLocal(zone, start), toLocal(zone, end)]
  const [first, last] = [formatLocal(from).slice(0, 16), formatLocal(to).slice(0, 16)].map((text) =>
    text.replace('T', ' '),
  )
  return `${first}–${dayOf(from) === dayOf(to) ? last?.slice(11) : last}`
}
