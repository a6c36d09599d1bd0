import type { Problem } from '../../core/document/problem.ts'
import { formatDuration, parseDuration } from '../../core/time/duration.ts'
import { parseClock } from '../../core/time/local-day.ts'
import { hours, type Duration } from '../../core/time/instant.ts'
import { momentsOf, warningAt, type LintRule } from './linting.ts'

/** The usual quiet hours, in the customer's zone; a brand may have its own. */
const QUIET_FROM: Duration = hours(21)
const QUIET_TO: Duration = hours(8)
/** What a clock moment may wait, where it does not say (DESIGN §4). */
const USUALLY_VALID: Duration = hours(2)

/** Words to a customer planned for the night are held until morning, and said then only if they are still valid. */
export const clocksAreAwake: LintRule = ({ source: { document, shape } }) =>
  momentsOf(shape).flatMap(({ shape: moment, path }): readonly Problem[] => {
    if (moment.say === undefined || moment.class === 'urgent' || !('clock' in moment.at)) return []
    const clock = parseClock(moment.at.clock) ?? QUIET_TO
    if (clock >= QUIET_TO && clock < QUIET_FROM) return []
    const wait = clock < QUIET_TO ? QUIET_TO - clock : hours(24) - clock + QUIET_TO
    const written = moment['valid-for']
    const valid = written === undefined ? USUALLY_VALID : (parseDuration(written) ?? USUALLY_VALID)
    const held = `Quiet hours hold ${moment.id} until 08:00`
    return [
      warningAt(document, [...path, 'at', 'clock'], {
        code: 'quiet-hours',
        reason:
          wait > valid
            ? `${held}, and it is valid for ${formatDuration(valid)} only: it will always be too late.`
            : `${held}: a promise whose window opens by then is never told.`,
        mend: 'Choose an hour from 08:00 to 20:59, or make it `class: urgent` if it is that.',
      }),
    ]
  })
