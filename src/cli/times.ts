import type { Instant } from '../core/time/instant.ts'
import { formatLocal } from '../core/time/local-day.ts'
import { toLocal } from '../core/time/local-time.ts'
import type { Zone } from '../core/time/zone.ts'

/** `2015-01-16 08:30`, on the wall clock of the zone; seconds only where there are any. */
export function localTime(zone: Zone, instant: Instant | null): string {
  if (instant === null) return 'not known'
  const text = formatLocal(toLocal(zone, instant)).slice(0, 19).replace('T', ' ')
  return text.endsWith(':00') ? text.slice(0, 16) : text
}
