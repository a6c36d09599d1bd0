import { DAY_MS } from './civil.ts'
import type { Duration } from './instant.ts'
import type { Fault } from './why-not.ts'

/** Largest first, each at most once, whole numbers but for seconds; nine digits keep the sum exact. */
const SHORT = /^(?:(\d{1,9})w)?(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9}(?:\.\d{1,3})?)s)?$/
const ISO = /^P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?)?$/

/**
 * `45s` `60m` `1h30m` `3d` `2w`, or ISO 8601 `PT1H30M`. A day is 24 hours here; calendar days are counted in a
 * zone under a `days:` key. Undefined for anything else, also for months and years: they have no length.
 */
export function parseDuration(text: string): Duration | undefined {
  const found = text.length > 64 ? null : (SHORT.exec(text) ?? ISO.exec(text))
  if (found === null) return undefined
  const parts = found.slice(1)
  if (parts.every((part) => part === undefined)) return undefined
  const [w = 0, d = 0, h = 0, m = 0, s = 0] = parts.map((part) => Number(part ?? 0))
  return (w * 7 + d) * DAY_MS + h * 3_600_000 + m * 60_000 + Math.round(s * 1000)
}

/** Why `parseDuration` refuses a text; undefined when it does not. */
export function whyNotDuration(text: string): Fault | undefined {
  if (parseDuration(text) !== undefined) return undefined
  const mend = 'write it like 90m, 1h30m or 3d'
  if (text.trim() === '') return { reason: 'it is empty', mend }
  if (/^\d+(\.\d+)?$/.test(text))
    return { reason: 'it has no unit', mend: `write ${text}m for minutes or ${text}h for hours` }
  if (text.startsWith('-')) return { reason: 'a length of time is never negative', mend }
  if (/^P[^T]*[YM]|\d\s*(mo|y)/i.test(text))
    return { reason: 'months and years have no fixed length', mend: 'write it in days: 30d' }
  if (/\d\.\d/.test(text)) return { reason: 'only seconds may have a fraction', mend: 'write 1h30m instead of 1.5h' }
  return { reason: `"${text.slice(0, 40)}" is no length of time`, mend }
}

/** `1h30m`, `3d`, `0s`: as `parseDuration` reads it back; a minus in front of a negative one is for people only. */
export function formatDuration(duration: Duration): string {
  if (duration < 0) return `-${formatDuration(-duration)}`
  const whole = Math.round(duration)
  const parts = [
    [Math.floor(whole / DAY_MS), 'd'],
    [Math.floor(whole / 3_600_000) % 24, 'h'],
    [Math.floor(whole / 60_000) % 60, 'm'],
    [(whole % 60_000) / 1000, 's'],
  ] as const
  const text = parts.map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`)).join('')
  return text === '' ? '0s' : text
}
