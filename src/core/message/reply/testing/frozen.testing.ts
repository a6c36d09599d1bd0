import { readFileSync } from 'node:fs'
import type { Instant } from '../../../time/instant.ts'
import { toInstant } from '../../../time/local-time.ts'
import { zone, type Zone } from '../../../time/zone.ts'
import type { Slot } from '../../../visit/slot.ts'

/** Name, day of November 2026 (31 and on: December), first and last hour; the table of README.md. */
const SLOTS: readonly (readonly [string, number, number, number])[] = [
  ['m23p', 23, 13, 15],
  ['t24a', 24, 10, 12],
  ['t24p', 24, 15, 17],
  ['w25a', 25, 8, 10],
  ['w25p', 25, 13, 15],
  ['w25e', 25, 17, 19],
  ['h26a', 26, 10, 12],
  ['h26p', 26, 14, 16],
  ['f27a', 27, 8, 10],
  ['f27p', 27, 15, 17],
  ['s28a', 28, 9, 11],
  ['m30a', 30, 10, 12],
  ['m30p', 30, 15, 17],
  ['t01a', 31, 8, 10],
  ['t01p', 31, 13, 15],
  ['w02a', 32, 10, 12],
  ['w02e', 32, 17, 19],
  ['h03a', 33, 8, 10],
  ['h03p', 33, 14, 16],
  ['f04a', 34, 10, 12],
  ['s05p', 35, 12, 14],
]

export const LANGUAGES = ['en', 'de', 'es', 'fr'] as const
export type Spoken = (typeof LANGUAGES)[number]

const ZONES = { en: 'Europe/London', de: 'Europe/Berlin', es: 'Europe/Madrid', fr: 'Europe/Paris' } as const

/** What is on offer and when it is asked, in the place where the language is spoken. */
export function frozenHour(language: Spoken): {
  readonly zone: Zone
  readonly now: Instant
  readonly offered: readonly Slot[]
} {
  const at = zone(ZONES[language])
  if (at === undefined) throw new Error(`no zone ${ZONES[language]}`)
  const local = (day: number, hour: number, minute = 0): Instant => {
    const [month, date] = day > 30 ? [12, day - 30] : [11, day]
    return toInstant(at, { year: 2026, month, day: date, hour, minute, second: 0 })
  }
  const offered = SLOTS.map(([slot, day, from, to]) => ({ slot, start: local(day, from), end: local(day, to) }))
  return { zone: at, now: local(23, 9, 30), offered }
}

/** A file's rows: tab-separated, `#` begins a comment. */
export const frozenRows = (name: string): readonly (readonly string[])[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
