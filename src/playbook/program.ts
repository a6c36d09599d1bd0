import type { ClausesByType } from '../core/promise/clause.ts'
import type { PromiseRule } from '../core/promise/rule.ts'
import type { LifeEvent, Moment } from './moment.ts'

/** Playbooks made ready to run: everything is looked up by fact type or by promise, nothing is searched. */
export interface Program {
  /** The newest of each id, also of kinds that are no longer promised. */
  readonly rules: ReadonlyMap<string, PromiseRule>
  /** Of all versions, each with the rule it belongs to. */
  readonly clauses: ClausesByType
  /** By the id of a rule: those whose promises need its promises. */
  readonly neededBy: ReadonlyMap<string, readonly string[]>
  /** By the id of the promise rule. */
  readonly moments: ReadonlyMap<string, RuleMoments>
  /** By fact type: the moments that hang on a fact. */
  readonly factMoments: ReadonlyMap<string, readonly AnchoredMoment[]>
  /** By their full ids: the moments after which something follows when nobody answers. */
  readonly asking: ReadonlyMap<string, Moment>
}

/** The moments of one kind of promise, by what brings them. */
export interface RuleMoments {
  readonly life: ReadonlyMap<LifeEvent, readonly Moment[]>
  readonly clock: readonly Moment[]
  readonly jeopardy: readonly Moment[]
  readonly wordDue: readonly Moment[]
}

export interface AnchoredMoment {
  readonly moment: Moment
  /** The rule whose promise the fact speaks of; null: the fact itself is the anchor. */
  readonly rule: string | null
}
