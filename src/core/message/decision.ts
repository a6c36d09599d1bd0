import type { FactRef } from '../fact/fact.ts'
import type { CustomerId, Sha256 } from '../fact/subject.ts'
import type { Instant } from '../time/instant.ts'

export type Outcome = 'said' | 'held' | 'superseded' | 'too-late' | 'withheld' | 'not-allowed'

export type MessageClass = 'urgent' | 'service' | 'marketing'

/** What a moment wants done. */
export type Action =
  | {
      readonly do: 'say'
      readonly template: string
      readonly ask: readonly string[]
      readonly class: MessageClass
      /** By when it tells the customer that they hear more; absent: it does not. */
      readonly nextWord?: Instant
      /** The rung of the customer's ladder it starts on, when what was asked on the first was not answered; absent: the first. */
      readonly rung?: number
    }
  | { readonly do: 'nudge'; readonly silo: string; readonly rung: number }
  | { readonly do: 'case'; readonly kind: string; readonly owner: string | null }

export interface Because {
  /** The moment's full id: `<playbook>.<promise>.<moment>`. */
  readonly rule: string
  readonly reason: string
  readonly facts: readonly FactRef[]
}

/**
 * What was decided at one moment about one customer, also when nothing was said. Customer, anchor, moment and
 * occurrence name it for ever: it can never be decided, or said, a second time.
 */
export interface Decision {
  readonly customer: CustomerId
  /** A promise version (`<promise id>#<n>`) or a fact. */
  readonly anchor: string
  readonly moment: string
  /** '0', the n of a repeat, or the fact that caused it; `unanswered`, then `unanswered-case`, when nobody answered. */
  readonly occurrence: string
  readonly outcome: Outcome
  readonly action: Action
  /** When it was decided, and for when it had been planned. */
  readonly at: Instant
  readonly eligibleAt: Instant
  readonly promise: string | null
  readonly version: number | null
  readonly because: Because
  readonly playbookVersion: string
  readonly modelVersion: string | null
  /** 'all' and 1 until experiments draw arms. */
  readonly arm: string
  readonly propensity: number
  /** The time the customer was given; null: none, or nothing was said. */
  readonly expected: Instant | null
}

type DecisionName = Pick<Decision, 'customer' | 'anchor' | 'moment' | 'occurrence'>

/** Sixteen hex digits, short enough to type; what `explain` takes. */
export const decisionId = ({ customer, anchor, moment, occurrence }: DecisionName, sha256: Sha256): string =>
  sha256(`${customer}\n${anchor}\n${moment}\n${occurrence}`).slice(0, 16)
