import type { Fact } from '../../core/fact/fact.ts'
import { runsOutAt } from '../../core/ledger/as-of.ts'
import type { PromiseChange } from '../../core/ledger/changes.ts'
import { decide, record } from './decide.ts'
import { reachTellBy } from './jeopardy.ts'
import { look } from './look.ts'
import { insertPlan, removePlans } from './plans.ts'
import { versionAnchor, type Turn } from './turn.ts'

/** Plans what an open version waits for; what is past already is decided now. */
export function planVersion(turn: Turn, change: PromiseChange, because: Fact | undefined): void {
  const { promise, version } = change
  if (version.state !== 'open') return
  const end = runsOutAt(promise)
  if (end !== null) insertPlan(turn.plans, { at: end, promise: promise.id, version: version.n, what: 'runs-out' })
  const { tellBy } = version
  if (tellBy !== null) {
    if (tellBy >= turn.now)
      insertPlan(turn.plans, { at: tellBy, promise: promise.id, version: version.n, what: 'tell-by' })
    else reachTellBy(turn, { promise, version }, because)
  }
  const moments = turn.program.moments.get(promise.rule.id)
  if (moments !== undefined && moments.clock.length > 0) planClocks(turn, change, because)
}

function planClocks(turn: Turn, { promise, version }: PromiseChange, because: Fact | undefined): void {
  const seen = look(turn, { promise, version, fact: because })
  for (const moment of turn.program.moments.get(promise.rule.id)?.clock ?? []) {
    const planned = moment.at.on === 'clock' ? moment.at.planned(seen) : null
    if (planned === null) continue
    const at = { promise: promise.id, version: version.n, at: planned }
    if (planned >= turn.now) insertPlan(turn.plans, { ...at, what: 'moment', moment, eligibleAt: planned })
    else {
      const anchor = versionAnchor(promise.id, version.n)
      decide(turn, { moment, anchor, occurrence: '0', promise, version, fact: because, eligibleAt: planned })
    }
  }
}

/** What was planned for a version that is settled or reads differently now will not be said, and it is written why. */
export function dropPlans(turn: Turn, change: PromiseChange, because: Fact | undefined): void {
  const { kind, promise, version } = change
  // A version that only reads differently is planned anew: the same moments, perhaps at other times.
  const isReplanned = kind === 'corrected' && version.state === 'open'
  for (const plan of removePlans(turn.plans, promise.id, version.n)) {
    if (plan.what !== 'moment' || isReplanned) continue
    const { moment, eligibleAt } = plan
    if (kind === 'settled' && moment.at.on === 'clock' && moment.at.outlives) {
      insertPlan(turn.plans, plan)
      continue
    }
    const anchor = versionAnchor(promise.id, version.n)
    const come = { moment, anchor, occurrence: '0', promise, version, fact: because, eligibleAt }
    const reason = kind === 'undone' ? 'late evidence undid the promise' : `the promise is ${version.state}`
    record(turn, come, { outcome: 'superseded', reason })
  }
}
