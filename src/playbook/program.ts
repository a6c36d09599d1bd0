import type { ClausesByType } from '../core/promise/clause.ts'
import type { PromiseRule } from '../core/promise/rule.ts'
import type { Moment } from './moment.ts'

/** Playbooks made ready to run: everything is looked up by fact type or by promise, nothing is searched. */
export interface Program {
  readonly rules: ReadonlyMap<string, PromiseRule>
  readonly clauses: ClausesByType
  /** By the id of the promise rule. */
  readonly moments: ReadonlyMap<string, readonly Moment[]>
  /** By fact type: the moments that hang on a fact. */
  readonly factMoments: ReadonlyMap<string, readonly AnchoredMoment[]>
}

export interface AnchoredMoment {
  readonly moment: Moment
  /** The rule whose promise the fact speaks of; null: the fact itself is the anchor. */
  readonly rule: string | null
}
