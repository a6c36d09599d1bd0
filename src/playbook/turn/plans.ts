import type { Fact, FactRef } from '../../core/fact/fact.ts'
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
  | { readonly what: 'unanswered'; readonly question: Question }
  | { readonly what: 'fact-moment'; readonly moment: Moment; readonly eligibleAt: Instant; readonly fact: Fact }
)

/** Asked of a customer, and not answered yet. */
export interface Question {
  /** The moment that asked, by its full id, and what it was about. */
  readonly moment: string
  readonly anchor: string
  readonly promise: string | null
  readonly version: number | null
  /** Of the first asking. */
  readonly occurrence: string
  /** What that was said because of. */
  readonly facts: readonly FactRef[]
  readonly asked: Instant
  /** How long an answer is waited for. */
  readonly by: Instant
  /** Asked over a second channel already. */
  readonly isAgain: boolean
}

/** The instant a silo named has come: `over <fact>`. */
export type EstimateOver = `over ${string}`

export type MomentPlan = Extract<Plan, { what: 'moment' | 'fact-moment' }>

/**
 * At one instant: who had to be told by then, then what ran out (a promise may be due when it is made, and is open at its
 * tell-by all the same), then the rest, by name; then what nobody has answered; then forecasts, so that colleagues hear before the customer does; last whether the next word
 * is still to come, which any of them may be.
 */
const RANK: Readonly<Record<Plan['what'], number>> = {
  'tell-by': 0,
  'runs-out': 1,
  moment: 2,
  'fact-moment': 3,
  unanswered: 4,
  score: 5,
  'word-due': 6,
}

function nameOf(plan: Plan): string {
  if (plan.what === 'moment' || plan.what === 'fact-moment') return `${plan.promise}\n${plan.moment.id}`
  if (plan.what === 'unanswered') return `${plan.question.anchor}\n${plan.question.moment}\n${plan.question.occurrence}`
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
 * due: it may be owed of a broken promise too (word-due.ts); and what was asked says itself when it ends (questions.ts).
 */
export function removePlans(plans: Plan[], promise: string, version: number): readonly Plan[] {
  const removed: Plan[] = []
  for (let index = plans.length - 1; index >= 0; index--) {
    const plan = plans[index]
    if (plan === undefined || plan.promise !== promise || plan.version !== version) continue
    if (plan.what === 'word-due' || plan.what === 'unanswered') continue
    removed.push(plan)
    plans.splice(index, 1)
  }
  return removed
}
