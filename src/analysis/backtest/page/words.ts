import type { Duration, Instant } from '../../../core/time/instant.ts'
import { formatLocal } from '../../../core/time/local-day.ts'
import { toLocal } from '../../../core/time/local-time.ts'
import type { Zone } from '../../../core/time/zone.ts'

/** 43592 → 43,592 */
export const count = (n: number): string =>
  Math.round(n)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')

/** `1 message`, `2 messages` */
export const counted = (n: number, one: string): string => `${count(n)} ${one}${n === 1 ? '' : 's'}`

/** A share of 1 to one decimal. */
export const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)}\u2009%`)

export const shareOf = (part: number, whole: number): string => percent(whole === 0 ? null : part / whole)

export const decimals = (value: number | null, digits = 3): string => (value === null ? '–' : value.toFixed(digits))

/** `3 h`, `2 d`: how long, in the largest unit that says enough. */
export function span(hours: number | null): string {
  if (hours === null) return '–'
  if (hours < 1) return `${Math.round(hours * 60)} min`
  return hours < 48 ? `${decimals(hours, hours < 10 ? 1 : 0)} h` : `${decimals(hours / 24, 1)} d`
}

/** `2015-04-15 08:30` on the wall clock. */
export const clockTime = (zone: Zone, at: Instant): string =>
  formatLocal(toLocal(zone, at)).slice(0, 16).replace('T', ' ')

export const day = (zone: Zone, at: Instant): string => clockTime(zone, at).slice(0, 10)

export const hoursOf = (duration: Duration): number => duration / 3_600_000
