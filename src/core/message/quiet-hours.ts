import { DAY_MS, dayOf, type LocalMs } from '../time/civil.ts'
import { hours, type Instant } from '../time/instant.ts'
import { toInstant, toLocal } from '../time/local-time.ts'
import type { Zone } from '../time/zone.ts'

/** A stretch of each night, by the customer's clock; `to` earlier than `from` is the next morning. */
export interface QuietHours {
  readonly from: LocalMs
  readonly to: LocalMs
}

/** What most companies keep, and what US law asks of solicitation (47 CFR 64.1200(c)(1)). */
export const QUIET: QuietHours = { from: hours(21), to: hours(8) }
/** Of what cannot wait for the morning. */
export const URGENT_QUIET: QuietHours = { from: hours(23), to: hours(6) }

/**
 * When the quiet hours around an instant are over, null outside them. They run from one instant to another, not by what the
 * clock shows: a night that is put back by an hour is longer, and none begins again when the clock shows its end twice.
 */
export function quietUntil(zone: Zone, quiet: QuietHours, now: Instant): Instant | null {
  const length = (quiet.to - quiet.from + DAY_MS) % DAY_MS
  const today = dayOf(toLocal(zone, now))
  for (const day of [today - 1, today]) {
    const from = day * DAY_MS + quiet.from
    const end = toInstant(zone, from + length)
    if (toInstant(zone, from) <= now && now < end) return end
  }
  return null
}
