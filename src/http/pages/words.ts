import type { Duration, Instant } from '../../core/time/instant.ts'

const numbers = new Intl.NumberFormat('en')

export const count = (n: number): string => numbers.format(n)

/** `1 fact`, `2 facts`. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`

/** `4.2 %`, with a thin space. */
export const share = (part: number, of: number): string => (of === 0 ? '–' : `${((100 * part) / of).toFixed(1)}\u2009%`)

/** `3 h 20 min`, `2 days 4 h`: the two largest units. */
export function span(length: Duration): string {
  const minutes = Math.round(Math.abs(length) / 60_000)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
  const parts =
    days > 0 ? [counted(days, 'day'), `${hours} h`] : hours > 0 ? [`${hours} h`, `${rest} min`] : [`${rest} min`]
  return `${length < 0 ? '−' : ''}${parts.filter((part) => !part.startsWith('0 ') || parts.length === 1).join(' ')}`
}

/** `24 Nov 2026, 10:42` in the house's zone. */
export const clockTime = (at: Instant, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }).format(at)
