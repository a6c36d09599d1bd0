import type { Instant } from '../../core/time/instant.ts'
import type { Thinning } from '../model/chances.ts'
import { countedAt, knownAt, openUntil, type PastVersion } from '../model/past.ts'

const STEPS = 10

/** How kept promises leave: of those settled until then, what share of the log of "still open" is gone at each tenth of the way. */
export function thinningOf(past: readonly PastVersion[], until: Instant): Thinning {
  const early: number[] = []
  const late: number[] = []
  for (const version of past) {
    const { made, dueTo, tellBy } = version
    if (dueTo === null || tellBy === null || countedAt(version) > until) continue
    const state = knownAt(version, until)?.state
    if (state !== 'kept' && state !== 'broken') continue
    const left = state === 'kept' ? openUntil(version) : Infinity
    early.push(share(left - made, tellBy - made))
    if (left > tellBy) late.push(share(left - tellBy, dueTo - tellBy))
  }
  return { toTellBy: curveOf(early), toDue: curveOf(late) }
}

const share = (part: number, whole: number): number => (part === Infinity ? Infinity : whole <= 0 ? 0 : part / whole)

function curveOf(leaving: readonly number[]): readonly number[] {
  const steps = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS)
  const open = steps.map((step) => (leaving.filter((at) => at > step).length + 0.5) / (leaving.length + 1))
  const first = Math.log(open[0] ?? 1)
  const last = Math.log(open.at(-1) ?? 1)
  if (leaving.length === 0 || first - last < 1e-6) return steps
  return open.map((share_) => Math.round(((first - Math.log(share_)) / (first - last)) * 1000) / 1000)
}
