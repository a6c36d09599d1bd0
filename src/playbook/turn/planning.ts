import type { Fact } from '../../core/fact/fact.ts'
import { runsOutAt } from '../../core/ledger/as-of.ts'
import type { PromiseChange } from '../../core/ledger/changes.ts'
import { record } from './decide.ts'
import { decideOrWait, stopWaiting } from './hold.ts'
import { look } from './look.ts'
import { planPoints } from './points.ts'
import { endQuestionsOf } from './questions.ts'
import { reachTellBy } from './reach-tell-by.ts'
import { insertPlan, removePlans, type Plan } from './plans.ts'
import { versionAnchor, type Turn } from './turn.ts'

/** Plans what a version waits for, a settled one only what outlives it; what is past already is decided now. */
export function planVersion(turn: Turn, change: PromiseChange, because: Fact | undefined): void {
  const { promise, version } = change
  if (version.state === 'open') planEnds(turn, change, because)
  const moments = turn.program.moments.get(promise.rule.id)
  if (moments !== undefined && moments.clock.length > 0) planClocks(turn, change, because)
}

function planEnds(turn: Turn, { promise, version }: PromiseChange, because: Fact | undefined): void {
  const end = runsOutAt(promise)
  if (end !== null) insertPlan(turn.plans, { at: end, promise: promise.id, version: version.n, what: 'runs-out' })
  const { tellBy } = version
  if (tellBy !== null) {
    if (tellBy >= turn.now)
      insertPlan(turn.plans, { at: tellBy, promise: promise.id, version: version.n, what: 'tell-by' })
    else reachTellBy(turn, { promise, version }, because)
  }
  planPoints(turn, promise, version)
}

function planClocks(turn: Turn, { promise, version }: PromiseChange, because: Fact | undefined): void {
  const seen = look(turn, { promise, version, fact: because })
  for (const moment of turn.program.moments.get(promise.rule.id)?.clock ?? []) {
    if (moment.at.on !== 'clock' || (version.state !== 'open' && !moment.at.outlives)) continue
    const planned = moment.at.planned(seen)
    if (planned === null) continue
    const at = { promise: promise.id, version: version.n, at: planned, eligibleAt: planned }
    const plan = { ...at, what: 'moment', moment } as const
    if (planned >= turn.now) insertPlan(turn.plans, plan)
    else {
      const anchor = versionAnchor(promise.id, version.n)
      decideOrWait(turn, plan, {
        moment,
        anchor,
        occurrence: '0',
        promise,
        version,
        fact: because,
        eligibleAt: planned,
      })
    }
  }
}

/** What was planned for a version that is settled or reads differently now will not be said, and it is written why. */
export function dropPlans(turn: Turn, change: PromiseChange, because: Fact | undefined): void {
  const { kind, promise, version } = change
  if (kind === 'corrected') stopWaiting(turn, promise.id, version.n)
  if (kind === 'undone' || version.state !== 'open') endQuestionsOf(turn, promise.id, version.n)
  for (const plan of removePlans(turn.plans, promise.id, version.n)) {
    if (plan.what !== 'moment') continue
    if (kind === 'settled' && outlives(plan)) insertPlan(turn.plans, plan)
    // A version that reads differently is planned anew: the same moments, perhaps at other times.
    if (kind !== 'undone' && (outlives(plan) || version.state === 'open')) continue
    const { moment, eligibleAt } = plan
    const anchor = versionAnchor(promise.id, version.n)
    const come = { moment, anchor, occurrence: '0', promise, version, fact: because, eligibleAt }
    const reason = kind === 'undone' ? 'late evidence undid the promise' : `the promise is ${version.state}`
    record(turn, come, { outcome: 'superseded', reason })
  }
}

const outlives = (plan: Plan): boolean =>
  plan.what === 'moment' && plan.moment.at.on === 'clock' && plan.moment.at.outlives
