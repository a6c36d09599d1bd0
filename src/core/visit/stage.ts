import { hours, type Instant } from '../time/instant.ts'
import type { Visit } from './visit.ts'

/** How a visit stands for its customer: what their page says first. */
export type Stage =
  | 'asked'
  | 'confirmed'
  | 'moved-by-us'
  | 'moved-by-you'
  | 'today'
  | 'on-the-way'
  | 'arrived'
  | 'will-be-late'
  | 'late'
  | 'missed-by-us'
  | 'not-finished'
  | 'missed-by-you'
  | 'done'
  | 'fixed'
  | 'not-fixed'
  | 'cancelled-by-us'
  | 'cancelled-by-you'

/** What is known of a visit beside its own facts. */
export interface Standing {
  readonly visit: Visit
  readonly now: Instant
  /** It is the visit's local day. */
  readonly isToday: boolean
  /** The promise of its window is settled as broken. */
  readonly isBroken: boolean
  /** When the crew will come, by whoever knows best; null: nobody does. */
  readonly expected: Instant | null
  /** What the customer said of it afterwards. */
  readonly said: 'fixed' | 'not-fixed' | null
}

/** Without a playbook nothing says that a window was broken; a crew that is this late has not come. */
const MISSED_MS = hours(4)

export function stageOf(standing: Standing): Stage {
  const { visit, said } = standing
  switch (visit.state) {
    case 'cancelled':
      return visit.cancelled?.by === 'customer' ? 'cancelled-by-you' : 'cancelled-by-us'
    case 'done':
      return said ?? 'done'
    case 'not-done':
      return visit.notDone === 'no-access' ? 'missed-by-you' : 'not-finished'
    case 'arrived':
      return 'arrived'
    case 'on-the-way':
      return lateness(standing) ?? 'on-the-way'
    case 'booked':
    case 'confirmed':
      return lateness(standing) ?? ahead(standing)
  }
}

/** null: nothing says that it will not hold. */
function lateness({ visit, now, isBroken, expected }: Standing): 'missed-by-us' | 'will-be-late' | 'late' | null {
  const { end } = visit.window
  const isComing = visit.state === 'on-the-way' || (expected !== null && expected > now)
  if (!isComing && (isBroken || now > end + MISSED_MS)) return 'missed-by-us'
  if (now > end) return 'late'
  return expected !== null && expected > end ? 'will-be-late' : null
}

function ahead({ visit: { state, moved }, isToday }: Standing): Stage {
  if (moved?.by === 'company' && state === 'booked') return 'moved-by-us'
  if (isToday) return 'today'
  if (state === 'confirmed') return 'confirmed'
  return moved === null ? 'asked' : 'moved-by-you'
}
