import { formatDuration } from '../../core/time/duration.ts'
import { currentVersion } from '../../core/promise/customer-promise.ts'
import { decide, record, type Come } from './decide.ts'
import { look } from './look.ts'
import type { Plan, Question } from './plans.ts'
import { againOf, caseOf, dropQuestion } from './questions.ts'
import type { Turn } from './turn.ts'

/**
 * Nobody has answered: it is asked once more, over the next channel; or, where that was done or is not wanted, a person
 * gets it. Both are decided as the question was, by the same conditions and its own time, so what was said because the
 * visit will be late, or is over, is not asked again.
 */
export function reachUnanswered(turn: Turn, { question }: Extract<Plan, { what: 'unanswered' }>): void {
  dropQuestion(turn, question)
  const moment = turn.program.asking.get(question.moment)
  const come = comeOf(turn, question)
  if (moment === undefined || moment.unanswered === null || come === null) return
  const { after, again, then } = moment.unanswered
  const reason = `nobody has answered for ${formatDuration(after)}`
  const said = { reason, facts: question.facts }
  const { action } = moment
  if (again && !question.isAgain && action.do === 'say') {
    decide(turn, { ...come, moment, occurrence: againOf(question), follows: { action: { ...action, rung: 1 }, said } })
    return
  }
  if (then === null) return
  const called: Come = { ...come, moment, occurrence: caseOf(question), follows: { action: then.action, said } }
  if (then.when === null || then.when.holds(look(turn, called))) decide(turn, called)
  else record(turn, called, { outcome: 'held', reason: `not when: ${then.when.source}`, facts: question.facts })
}

/** null: what it asked of is no more, or has changed. */
function comeOf(
  turn: Turn,
  { anchor, promise: id, version: n, facts, by }: Question,
): Omit<Come, 'moment' | 'occurrence'> | null {
  const [ref] = facts
  const fact = ref === undefined ? undefined : turn.ledger.facts.get(ref)
  if (id === null) return { anchor, fact, eligibleAt: by }
  const promise = turn.published.get(id)
  if (promise === undefined) return null
  const version = currentVersion(promise)
  return version.n === n ? { anchor, promise, version, fact, eligibleAt: by } : null
}
