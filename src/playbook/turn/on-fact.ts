import { factRef, type Fact } from '../../core/fact/fact.ts'
import { currentVersion } from '../../core/promise/customer-promise.ts'
import type { Moment } from '../moment.ts'
import { decide, record, type Come } from './decide.ts'
import { decideOrWait } from './hold.ts'
import { look, type LookAt } from './look.ts'
import { whyNotTold } from './incidents.ts'
import { insertPlan, type MomentPlan } from './plans.ts'
import type { Turn } from './turn.ts'

/** Decides every moment that hangs on a fact of this type and that this one brings. */
export function decideOn(turn: Turn, fact: Fact): void {
  const anchored = turn.program.factMoments.get(fact.type)
  if (anchored === undefined) return
  for (const { moment, rule } of anchored) {
    if (rule === null) onFact(turn, moment, fact)
    else ofPromise(turn, moment, { rule, fact })
  }
}

function onFact(turn: Turn, moment: Moment, fact: Fact): void {
  if (!isBrought(turn, moment, { fact })) return
  const planned = moment.at.on === 'clock' ? moment.at.planned(look(turn, { fact })) : fact.time
  if (planned === null) return
  const at = { at: planned, eligibleAt: planned, promise: '', version: 0 }
  const plan = { ...at, what: 'fact-moment', moment, fact } as const
  if (planned >= turn.now && moment.at.on === 'clock') insertPlan(turn.plans, plan)
  else tell(turn, plan, { moment, anchor: factRef(fact), occurrence: '0', fact, eligibleAt: planned })
}

/** Of an incident once, to whom it strikes. */
function tell(turn: Turn, plan: MomentPlan, come: Come): void {
  const why = come.fact === undefined ? null : whyNotTold(turn, come.fact)
  if (why === null) decideOrWait(turn, plan, come)
  else record(turn, come, { outcome: 'held', reason: why })
}

/** About the promise the fact speaks of, as it stands: an open one, unless the moment asks for any. */
function ofPromise(turn: Turn, moment: Moment, { rule, fact }: { readonly rule: string; readonly fact: Fact }): void {
  const { at } = moment
  if (at.on !== 'fact') return
  const key = at.key?.(look(turn, { fact }))
  const promise = key === undefined ? undefined : turn.published.get(`${rule}/${key}`)
  if (promise === undefined) return
  const version = currentVersion(promise)
  if ((version.state !== 'open' && !at.always) || !isBrought(turn, moment, { promise, version, fact })) return
  decide(turn, { moment, anchor: factRef(fact), occurrence: '0', promise, version, fact, eligibleAt: fact.time })
}

const isBrought = (turn: Turn, { at }: Moment, seen: LookAt): boolean =>
  at.on !== 'fact' || at.comes === null || at.comes.holds(look(turn, seen))
