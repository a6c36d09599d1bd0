import { factRef, type Fact } from '../../core/fact/fact.ts'
import { hearFact } from '../../core/ledger/ledger.ts'
import { currentVersion } from '../../core/promise/customer-promise.ts'
import type { AnchoredMoment } from '../program.ts'
import { advance, askWaiting } from './advance.ts'
import { decide } from './decide.ts'
import { decideOrWait } from './hold.ts'
import { learnOfCustomer, look } from './look.ts'
import { insertPlan } from './plans.ts'
import { publish } from './publish.ts'
import type { Turn } from './turn.ts'

/**
 * What is heard at one instant, in its order, after all that was heard before. Whatever was planned for before it is
 * decided first; then all of it is taken in before anything is said of it, so that a row that both makes and keeps a
 * promise is never taken for news of a broken one.
 */
export function hear(turn: Turn, facts: readonly Fact[]): void {
  const [first] = facts
  if (first === undefined) return
  advance(turn, first.heard)
  turn.now = Math.max(turn.now, first.heard)
  const touched = new Map<string, Fact>()
  const news = facts.filter((fact) => takeIn(turn, fact, touched))
  for (const [id, because] of touched) {
    const promise = turn.ledger.records.get(id)?.promise
    if (promise) publish(turn, promise, because)
  }
  for (const fact of news)
    for (const anchored of turn.program.factMoments.get(fact.type) ?? []) onFact(turn, anchored, fact)
  if (news.length > 0) askWaiting(turn)
}

/** Whether it is news; of each promise it touches it becomes the reason to look at it again. */
function takeIn(turn: Turn, fact: Fact, touched: Map<string, Fact>): boolean {
  const answer = hearFact(turn.ledger, fact)
  if (answer.heard === 'different') turn.refused.push(fact)
  if (answer.heard !== 'new') return false
  learnOfCustomer(turn, fact)
  for (const { id } of answer.touched) touched.set(id, fact)
  return true
}

function onFact(turn: Turn, { moment, rule }: AnchoredMoment, fact: Fact): void {
  const anchor = factRef(fact)
  if (rule === null) {
    const planned = moment.at.on === 'clock' ? moment.at.planned(look(turn, { fact })) : fact.time
    if (planned === null) return
    const at = { at: planned, eligibleAt: planned, promise: '', version: 0 }
    const plan = { ...at, what: 'fact-moment', moment, fact } as const
    if (planned >= turn.now && moment.at.on === 'clock') insertPlan(turn.plans, plan)
    else decideOrWait(turn, plan, { moment, anchor, occurrence: '0', fact, eligibleAt: planned })
    return
  }
  const key = moment.at.on === 'fact' ? moment.at.key?.(look(turn, { fact })) : undefined
  const promise = key === undefined ? undefined : turn.published.get(`${rule}/${key}`)
  if (promise === undefined) return
  const version = currentVersion(promise)
  if (version.state === 'open')
    decide(turn, { moment, anchor, occurrence: '0', promise, version, fact, eligibleAt: fact.time })
}
