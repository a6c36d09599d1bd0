import type { Fact } from '../fact/fact.ts'
import type { CustomerPromise } from './customer-promise.ts'
import { check } from './life/check.ts'
import { make, makeAgain, reopen } from './life/make.ts'
import { move } from './life/move.ts'
import { expectAt, handOver, note, recordWord } from './life/progress.ts'
import { breakPromise, cure, dispute, keep, withdraw } from './life/settle.ts'
import type { Clause } from './clause.ts'
import { makesAt } from './in-force.ts'
import type { FoldContext } from './rule.ts'

/** A fact and what it says of one promise. */
export interface Entry {
  readonly fact: Fact
  readonly clause: Clause
}

export interface Evolving {
  readonly promise: CustomerPromise
  /** The fact that made it. */
  readonly promised: Fact
  readonly context: FoldContext
}

/**
 * What one fact does to a promise that stands. Pure; entries come in the order of their time. Only the rule that made the
 * promise has a say; what that rule would have made before it was in force it did not make.
 */
export function evolve({ promise, promised, context }: Evolving, { fact, clause }: Entry): CustomerPromise {
  if (clause.rule !== promise.rule) return promise
  if (clause.when !== null && !clause.when(fact, promise)) return promise
  switch (clause.role) {
    case 'made':
      return fact === promised || fact.time < clause.rule.versions[0].since
        ? promise
        : makeAgain(promise, fact, context)
    case 'moved':
      return move(promise, fact, context)
    case 'kept':
      return keep(promise, fact)
    case 'broken':
      return breakPromise(promise, fact)
    case 'ended':
      return withdraw(promise, fact)
    case 'disputed':
      return dispute(promise, fact)
    case 'reopened':
      return reopen(promise, fact, context)
    case 'cured':
      return cure(promise, fact)
    case 'checked':
      return promise.rule.standing === null
        ? promise
        : check(promise, { standing: promise.rule.standing, promised, fact, context })
    case 'expected':
      return expectAt(promise, fact, clause.expected?.(fact) ?? null)
    case 'handed-over':
      return handOver(promise, fact)
    case 'told':
      return recordWord(promise, fact)
    case 'noted':
      return note(promise, clause.note ?? fact.type, fact)
  }
}

/** What the first fact of a promise makes, if its rule was in force then and its condition holds. */
export function begin({ fact, clause }: Entry, key: string, context: FoldContext): CustomerPromise | null {
  if (clause.role !== 'made' || !makesAt(clause.rule, fact.time)) return null
  if (clause.when !== null && !clause.when(fact, null)) return null
  return make({ rule: clause.rule, key, fact }, context)
}
