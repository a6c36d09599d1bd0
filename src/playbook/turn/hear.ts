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

/** One fact more, in the order of hearing. Whatever was planned for before it was heard is decided first. */
export function hear(turn: Turn, fact: Fact): void {
  advance(turn, fact.heard)
  turn.now = Math.max(turn.now, fact.heard)
  const answer = hearFact(turn.ledger, fact)
  if (answer.heard === 'again') return
  if (answer.heard === 'different') {
    turn.refused.push(fact)
    return
  }
  learnOfCustomer(turn, fact)
  for (const promise of answer.touched) publish(turn, promise, fact)
  for (const anchored of turn.program.factMoments.get(fact.type) ?? []) onFact(turn, anchored, fact)
  askWaiting(turn)
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
