import { formatInstant, parseInstant, whyNotInstant, type Instant } from '../../core/time/instant.ts'
import { formatLocal } from '../../core/time/local-day.ts'
import { compileDateFormat } from '../../core/time/local-text.ts'
import { toInstant, toLocal } from '../../core/time/local-time.ts'
import type { Zone } from '../../core/time/zone.ts'

const local = compileDateFormat('iso')

/** RFC 3339, or a wall clock's reading in the zone (of two in autumn the earlier); undefined for anything else. */
export function readInstant(text: string, zone: Zone): Instant | undefined {
  const instant = parseInstant(text)
  if (instant !== undefined || 'error' in local) return instant
  const reading = local(text)
  return reading === undefined ? undefined : toInstant(zone, reading)
}

export const whyNoInstant = (text: string): string =>
  `“${text.slice(0, 60)}” is no time: ${whyNotInstant(text)}; nor is it a local one.`

/** As examples are written, `2026-03-29 08:00`; RFC 3339 where the wall clock reads that twice. */
export function instantText(instant: Instant, zone: Zone): string {
  const text = formatLocal(toLocal(zone, instant)).replace('T', ' ')
  const short = text.endsWith(':00') ? text.slice(0, 16) : text
  return readInstant(short, zone) === instant ? short : formatInstant(instant)
}
