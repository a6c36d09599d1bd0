import { decide, record, whyTooLate, type Come } from './decide.ts'
import { look } from './look.ts'
import { insertPlan, type MomentPlan } from './plans.ts'
import type { Turn } from './turn.ts'

/**
 * Decides a moment whose time has come, or lets it wait while its `hold-while` holds; when it has waited as long as it
 * is valid, it is decided to be held.
 */
export function decideOrWait(turn: Turn, plan: MomentPlan, come: Come): void {
  const { holdWhile, validFor } = come.moment
  if (holdWhile === null) return decide(turn, come)
  const seen = look(turn, come)
  if (!holdWhile.holds(seen) || whyTooLate(turn, come, seen) !== null) return decide(turn, come)
  const giveUpAt = come.eligibleAt + validFor
  if (turn.now >= giveUpAt) return record(turn, come, { outcome: 'held', reason: `hold-while: ${holdWhile.source}` })
  turn.waiting.push(plan)
  if (plan.at < giveUpAt) insertPlan(turn.plans, { ...plan, at: giveUpAt })
}

/** Nothing of this version waits any more; what still makes sense is planned anew. */
export function stopWaiting({ waiting }: Turn, promise: string, version: number): void {
  const others = waiting.filter((plan) => plan.promise !== promise || plan.version !== version)
  if (others.length < waiting.length) waiting.splice(0, waiting.length, ...others)
}
