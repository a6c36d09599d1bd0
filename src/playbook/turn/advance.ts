import { factRef } from '../../core/fact/fact.ts'
import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import type { Instant } from '../../core/time/instant.ts'
import { decideOrWait } from './hold.ts'
import { lookAtDependents, stir } from './dependents.ts'
import { considerJeopardy } from './jeopardy.ts'
import type { Plan } from './plans.ts'
import { publish } from './publish.ts'
import { reachTellBy } from './reach-tell-by.ts'
import { isEstimateOver, isStillSaid } from './points.ts'
import { versionAnchor, type Turn } from './turn.ts'
import { reachUnanswered } from './unanswered.ts'
import { overtakeWords, reachWord } from './word-due.ts'

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
    overtakeWords(turn)
  }
}

function carryOut(turn: Turn, plan: Plan): void {
  if (plan.what === 'fact-moment') {
    decideOrWait(turn, plan, {
      moment: plan.moment,
      anchor: factRef(plan.fact),
      occurrence: '0',
      fact: plan.fact,
      eligibleAt: plan.eligibleAt,
    })
    return
  }
  if (plan.what === 'word-due') return reachWord(turn, plan)
  if (plan.what === 'unanswered') return reachUnanswered(turn, plan)
  const subject = standing(turn, plan)
  if (subject === null) return
  const { promise, version } = subject
  switch (plan.what) {
    case 'runs-out':
      publish(turn, promise)
      lookAtDependents(turn)
      return
    case 'tell-by':
      if (version.state === 'open') reachTellBy(turn, { promise: viewOf(turn, promise), version })
      return
    case 'score':
      score(turn, plan, { promise: viewOf(turn, promise), version })
      return
    case 'moment': {
      const anchor = versionAnchor(promise.id, version.n)
      decideOrWait(turn, plan, {
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

/** A point of its life has come: what is expected of it now, and of what waits for it when a silo's time ran out. */
function score(turn: Turn, { at, point }: Extract<Plan, { what: 'score' }>, { promise, version }: Standing): void {
  if (version.state !== 'open' || !isStillSaid(promise, point)) return
  considerJeopardy(turn, { promise, version }, { occurrence: point, eligibleAt: at })
  if (isEstimateOver(point)) stir(turn, promise, { occurrence: point })
  lookAtDependents(turn)
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

/** Held moments are asked again whenever something has happened. */
export function askWaiting(turn: Turn): void {
  if (turn.waiting.length === 0) return
  for (const plan of turn.waiting.splice(0)) carryOut(turn, { ...plan, at: Infinity })
}
