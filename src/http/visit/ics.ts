import { formatInstant, type Instant } from '../../core/time/instant.ts'
import type { VisitInCalendar } from '../../core/visit/calendar.ts'

export interface CalendarEntry extends VisitInCalendar {
  readonly now: Instant
  readonly summary: string
  readonly address: string
  readonly isCancelled: boolean
}

/** One visit for a calendar (RFC 5545): in UTC, so it needs no table of zones, and every calendar shows it in its own. */
export const calendarFile = (entry: CalendarEntry): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Troth//Visit//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${stamp(entry.now)}`,
    `DTSTART:${stamp(entry.start)}`,
    `DTEND:${stamp(entry.end)}`,
    `SUMMARY:${escaped(entry.summary)}`,
    `URL:${entry.address}`,
    `STATUS:${entry.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n')

/** `20260309T080000Z` */
const stamp = (at: Instant): string => formatInstant(at - (at % 1000)).replace(/[-:]/g, '')

const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')

const MOST_OCTETS = 75

/** §3.1: no line longer than 75 octets; what follows begins with a blank. A letter is never cut in two. */
function folded(line: string): string {
  const lines: string[] = []
  let now = ''
  for (const letter of line) {
    if (Buffer.byteLength(now) + Buffer.byteLength(letter) > MOST_OCTETS) {
      lines.push(now)
      now = ' '
    }
    now += letter
  }
  return [...lines, now].join('\r\n')
}
