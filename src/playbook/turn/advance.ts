import { factRef } from '../../core/fact/fact.ts'
import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import type { Instant } from '../../core/time/instant.ts'
import { decide, record, type Come } from './decide.ts'
import { reachTellBy } from './jeopardy.ts'
import { look } from './look.ts'
import { insertPlan, type MomentPlan, type Plan } from './plans.ts'
import { publish } from './publish.ts'
import { versionAnchor, type Turn } from './turn.ts'

/**
 * Lets time pass: everything planned before `until` is looked at, in order. What is planned for `until` itself waits,
 * since facts of that instant come first; so the answer does not depend on how the facts were cut into turns.
 */
export function advance(turn: Turn, until: Instant): void {
  for (let next = turn.plans.at(-1); next !== undefined && next.at < until; next = turn.plans.at(-1)) {
    turn.plans.pop()
    turn.now = Math.max(turn.now, next.at)
    carryOut(turn, next)
    askWaiting(turn)
  }
}

function carryOut(turn: Turn, plan: Plan): void {
  if (plan.what === 'fact-moment') {
    moment(turn, plan, {
      moment: plan.moment,
      anchor: factRef(plan.fact),
      occurrence: '0',
      fact: plan.fact,
      eligibleAt: plan.eligibleAt,
    })
    return
  }
  const subject = standing(turn, plan)
  if (subject === null) return
  const { promise, version } = subject
  switch (plan.what) {
    case 'runs-out':
      publish(turn, promise)
      return
    case 'tell-by':
      if (version.state === 'open') reachTellBy(turn, { promise: viewOf(turn, promise), version })
      return
    case 'moment': {
      const anchor = versionAnchor(promise.id, version.n)
      moment(turn, plan, {
        moment: plan.moment,
        anchor,
        occurrence: '0',
        promise,
        version,
        eligibleAt: plan.eligibleAt,
      })
    }
  }
}

const viewOf = (turn: Turn, promise: CustomerPromise): CustomerPromise => turn.published.get(promise.id) ?? promise

interface Standing {
  readonly promise: CustomerPromise
  readonly version: PromiseVersion
}

function standing(turn: Turn, { promise: id, version: n }: Plan): Standing | null {
  const promise = turn.ledger.records.get(id)?.promise ?? undefined
  const version = turn.published.get(id)?.versions[n - 1]
  return promise === undefined || version === undefined ? null : { promise, version }
}

/** A moment under `hold-while` waits; when it has waited as long as it is valid, it is decided to be held. */
function moment(turn: Turn, plan: MomentPlan, come: Come): void {
  const { holdWhile, validFor } = come.moment
  if (holdWhile?.holds(look(turn, come)) !== true) return decide(turn, come)
  const giveUpAt = come.eligibleAt + validFor
  if (turn.now >= giveUpAt) return record(turn, come, { outcome: 'held', reason: `hold-while: ${holdWhile.source}` })
  turn.waiting.push(plan)
  if (plan.at < giveUpAt) insertPlan(turn.plans, { ...plan, at: giveUpAt })
}

/** Held moments are asked again whenever something has happened. */
export function askWaiting(turn: Turn): void {
  if (turn.waiting.length === 0) return
  for (const plan of turn.waiting.splice(0)) carryOut(turn, { ...plan, at: Infinity })
}
