import type { Fact } from '../../core/fact/fact.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Point } from '../../forecast/points.ts'
import type { Moment } from '../moment.ts'

/** Something to look at when its time comes. */
export type Plan = { readonly at: Instant; readonly promise: string; readonly version: number } & (
  | { readonly what: 'runs-out' }
  | { readonly what: 'tell-by' }
  | { readonly what: 'score'; readonly point: Point | EstimateOver }
  | { readonly what: 'moment'; readonly moment: Moment; readonly eligibleAt: Instant }
  | { readonly what: 'word-due' }
  | { readonly what: 'fact-moment'; readonly moment: Moment; readonly eligibleAt: Instant; readonly fact: Fact }
)

/** The instant a silo named has come: `over <fact>`. */
export type EstimateOver = `over ${string}`

export type MomentPlan = Extract<Plan, { what: 'moment' | 'fact-moment' }>

/**
 * At one instant: who had to be told by then, then what ran out (a promise may be due when it is made, and is open at its
 * tell-by all the same), then the rest, by name; then forecasts, so that colleagues hear before the customer does; last whether the next word
 * is still to come, which any of them may be.
 */
const RANK: Readonly<Record<Plan['what'], number>> = {
  'tell-by': 0,
  'runs-out': 1,
  moment: 2,
  'fact-moment': 3,
  score: 4,
  'word-due': 5,
}

function nameOf(plan: Plan): string {
  if (plan.what === 'moment' || plan.what === 'fact-moment') return `${plan.promise}\n${plan.moment.id}`
  return plan.what === 'score' ? `${plan.promise}\n${plan.point}` : plan.promise
}

function compare(a: Plan, b: Plan): number {
  if (a.at !== b.at) return a.at - b.at
  if (a.what !== b.what) return RANK[a.what] - RANK[b.what]
  const [first, second] = [nameOf(a), nameOf(b)]
  return first < second ? -1 : first > second ? 1 : a.version - b.version
}

/** Latest first, so that the next one is taken from the end. */
export function insertPlan(plans: Plan[], plan: Plan): void {
  let low = 0
  let high = plans.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = plans[middle]
    if (other !== undefined && compare(other, plan) > 0) low = middle + 1
    else high = middle
  }
  plans.splice(low, 0, plan)
}

/**
 * Takes out all plans of one promise version and answers them in the order of their time. A word that was promised stays
 * due: it may be owed of a broken promise too (word-due.ts).
 */
export function removePlans(plans: Plan[], promise: string, version: number): readonly Plan[] {
  const removed: Plan[] = []
  for (let index = plans.length - 1; index >= 0; index--) {
    const plan = plans[index]
    if (plan === undefined || plan.promise !== promise || plan.version !== version || plan.what === 'word-due') continue
    removed.push(plan)
    plans.splice(index, 1)
  }
  return removed
}
