import type { Problem } from '../../core/document/problem.ts'
import type { Fact } from '../../core/fact/fact.ts'
import { problemAt } from '../../core/fact/plain-json.ts'
import { formatInstant, minutes, type Instant } from '../../core/time/instant.ts'
import { parseFactEvent, type ParsedFactEvent } from '../../wire/fact-event.ts'
import type { Asker } from '../route.ts'

/** How far a sender's clock may be ahead of ours. */
const MOST_AHEAD = minutes(5)

export interface Judging {
  readonly now: Instant
  readonly asker: Asker
}

/** Whether one thing is a fact that this key may state now. */
export function judge(item: unknown, { now, asker }: Judging): ParsedFactEvent {
  const parsed = parseFactEvent(item, { heard: now })
  if ('problems' in parsed) return parsed
  const problems = problemsAtTheDoor(parsed.fact, { now, asker })
  return problems === null ? parsed : { problems }
}

function problemsAtTheDoor({ time, origin, source }: Fact, { now, asker }: Judging): readonly Problem[] | null {
  if (time > now + MOST_AHEAD) return [clockAhead(time, now)]
  if (source === 'troth')
    return [
      problemAt('source', 'source-reserved', {
        reason: 'Only Troth itself speaks as “troth”.',
        mend: 'Name the system the fact comes from.',
      }),
    ]
  if (origin === 'outside' || (origin === 'person' && asker.may.has('person'))) return null
  const mend =
    origin === 'engine'
      ? 'Leave “origin” out: what Troth decided it says itself.'
      : 'Leave “origin” out, or use a key with the right “person”.'
  const reason = `The key “${asker.who}” may not state what comes from ${origin}.`
  return [problemAt('origin', 'origin-not-allowed', { reason, mend })]
}

function clockAhead(time: Instant, now: Instant): Problem {
  const ahead = Math.round((time - now) / 60_000)
  return problemAt('time', 'clock-ahead', {
    reason: `This lies ${ahead} minutes ahead of the clock here, ${formatInstant(now)}.`,
    mend: 'Set the sender’s clock; what is planned belongs into “data”, “time” is when it was true.',
  })
}
