import type { Action } from '../core/message/decision.ts'
import type { Duration, Instant } from '../core/time/instant.ts'
import type { JeopardyLevel } from '../forecast/forecast.ts'
import type { Seen } from './seen.ts'

export type LifeEvent =
  | 'made'
  | 'kept'
  | 'broken'
  | 'renegotiated'
  | 'withdrawn'
  | 'disputed'
  | 'corrected'
  | 'cured'
  | 'slipped'
  | 'moved'
  | 'check-failed'

/** Where on a promise's life, or after which fact, something is decided. */
export type MomentAt =
  /** `from`: of slips, the first that counts. */
  | { readonly on: 'life'; readonly event: LifeEvent; readonly from: number }
  | {
      readonly on: 'clock'
      /** null: what it counts from is not known. */
      readonly planned: (seen: Seen) => Instant | null
      /** Saying it later than this makes no sense any more; null: nothing ends it. */
      readonly speaksOf: (seen: Seen) => Instant | null
      /** It still makes sense when the promise is settled (a question after the due time). */
      readonly outlives: boolean
    }
  | {
      readonly on: 'fact'
      readonly type: string
      readonly key: ((seen: Seen) => string | undefined) | null
      /** Which of these facts bring it; null: every one. */
      readonly comes: Condition | null
      /** Also about a promise that is settled. */
      readonly always: boolean
    }
  /** When the next word is due that one of these moments has promised, by their full ids. */
  | { readonly on: 'word-due'; readonly of: readonly string[] }
  | { readonly on: 'jeopardy'; readonly level: JeopardyLevel; readonly until: 'due.from' | 'due.to' }

export interface Condition {
  readonly source: string
  readonly holds: (seen: Seen) => boolean
}

/** A moment of a playbook, compiled. */
export interface Moment {
  /** `<playbook>.<promise>.<moment>`, or `<playbook>.<moment>` for one on a fact. */
  readonly id: string
  readonly playbookVersion: string
  /** When it was first published: what came to pass before then it does not decide. -Infinity over a file's past. */
  readonly inForceSince: Instant
  readonly at: MomentAt
  readonly when: Condition | null
  readonly unless: Condition | null
  readonly stopWhen: Condition | null
  readonly holdWhile: Condition | null
  readonly validFor: Duration
  readonly repeat: { readonly when: Condition; readonly atMost: number } | null
  readonly action: Action
  /** By when its words say that the next ones come; null: they do not say. */
  readonly nextWord: ((said: Instant, at: PlaceInTime) => Instant) | null
  /** What follows when nobody answers; null: nothing does. */
  readonly unanswered: Unanswered | null
}

/** A question waits so long, is asked once more over the next channel, waits again, and goes to a person. */
export interface Unanswered {
  readonly after: Duration
  readonly again: boolean
  readonly then: { readonly action: Action; readonly when: Condition | null } | null
}

/** Whose clock and whose calendar count. */
export interface PlaceInTime {
  /** IANA name; the customer's. */
  readonly zone: string
  /** The silo. */
  readonly owner: string
}

/** Word to the customer before the due time that the promise will not hold. */
export const isHeadsUp = ({ at, action }: Moment): boolean => at.on === 'jeopardy' && action.do === 'say'
