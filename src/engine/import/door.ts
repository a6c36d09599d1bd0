import type { Problem } from '../../core/document/problem.ts'
import type { Fact } from '../../core/fact/fact.ts'
import { formatInstant, minutes, type Instant } from '../../core/time/instant.ts'

/** How far a file's clock may be ahead of ours; as at the HTTP door. */
export const MOST_AHEAD = minutes(5)

/** Why a fact of a file may not come in; null: it may. */
export function whyNotIn({ time, origin, source }: Fact, now: Instant): Problem | null {
  if (origin === 'engine' || source === 'troth')
    return refused('origin-not-allowed', 'What Troth decided it says itself.', 'Leave out facts of the origin engine.')
  if (time <= now + MOST_AHEAD) return null
  const reason = `It lies ahead of the clock here, ${formatInstant(now)}.`
  return refused('clock-ahead', reason, 'What is planned belongs into `data`; `time` is when it was true.')
}

const refused = (code: string, reason: string, mend: string): Problem => ({
  level: 'error',
  code,
  place: {},
  reason,
  mend,
})
