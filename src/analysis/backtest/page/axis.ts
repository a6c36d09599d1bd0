import type { Duration } from '../../../core/time/instant.ts'
import type { Timeline } from '../timeline.ts'

/** Where instants stand when every due line stands on one upright: per cent of the width, by minutes from it. */
export interface DueAxis {
  readonly due: number
  readonly x: (fromDue: Duration) => number
  readonly ticks: readonly { readonly at: number; readonly words: string }[]
}

const MINUTE = 60_000
/** Logarithmic both ways: the last hour before due takes as much room as the days before it. */
const bent = (fromDue: Duration): number => Math.sign(fromDue) * Math.log1p(Math.abs(fromDue) / MINUTE / 8)

const HOURS = 60 * MINUTE
const TICKS: readonly (readonly [Duration, string])[] = [
  [-30 * 24 * HOURS, '30 d'],
  [-7 * 24 * HOURS, '7 d'],
  [-24 * HOURS, '1 d'],
  [-4 * HOURS, '4 h'],
  [-HOURS, '1 h'],
  [0, 'due'],
  [HOURS, '1 h'],
  [4 * HOURS, '4 h'],
  [24 * HOURS, '1 d'],
  [7 * 24 * HOURS, '7 d'],
]

/** Half a day on the right at the least; beyond thirty days after due nothing is drawn to scale. */
const LAST = 30 * 24 * HOURS

export function dueAxis(lines: readonly Timeline[]): DueAxis {
  const before = Math.max(4 * HOURS, ...lines.map(({ made, dueTo }) => (dueTo ?? made) - made))
  const after = Math.min(
    LAST,
    Math.max(12 * HOURS, ...lines.map(({ dueTo, endedAt }) => (endedAt ?? dueTo ?? 0) - (dueTo ?? 0))),
  )
  const [left, right] = [bent(-before), bent(after)]
  const x = (fromDue: Duration): number => {
    const share = (bent(Math.min(after, Math.max(-before, fromDue))) - left) / (right - left)
    return Math.round((2 + share * 96) * 100) / 100
  }
  const ticks = TICKS.filter(([at]) => at > -before && at < after).map(([at, words]) => ({ at: x(at), words }))
  return { due: x(0), x, ticks }
}
