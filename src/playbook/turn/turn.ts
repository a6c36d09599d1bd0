import type { Fact, FactRef } from '../../core/fact/fact.ts'
import type { CustomerId } from '../../core/fact/subject.ts'
import type { PromiseChange } from '../../core/ledger/changes.ts'
import { openLedger, type Ledger } from '../../core/ledger/ledger.ts'
import type { Decision } from '../../core/message/decision.ts'
import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Forecast } from '../../forecast/forecast.ts'
import type { Forecaster } from '../../forecast/forecaster.ts'
import type { Program } from '../program.ts'
import type { MomentPlan, Plan, Question } from './plans.ts'

/** A heads-up that left the house, about one promise version. */
export interface Saying {
  readonly at: Instant
  readonly moment: string
  readonly expected: Instant | null
}

/** A heads-up that a provider took. */
export interface Leaving {
  readonly message: string
  readonly at: Instant
}

/** Said to a customer: by then you hear from us again. */
export interface NextWord {
  readonly promise: string
  readonly version: number
  /** The moment that said so, and when. */
  readonly moment: string
  readonly at: Instant
  readonly by: Instant
  /** The moment that has spoken of the promise since then; null: none. */
  readonly since: string | null
}

/** A change of what may be said of a promise, and when it was learned. */
export interface DatedChange {
  readonly change: PromiseChange
  readonly at: Instant
  readonly because: Fact | null
}

/** A forecast crossed a level. Down to `none` too: what was in jeopardy is so no more. */
export interface JeopardyCrossing {
  readonly promise: CustomerPromise
  readonly version: PromiseVersion
  readonly forecast: Forecast
  readonly at: Instant
}

/** A disturbance that has struck many customers, and is not over. */
export interface Incident {
  readonly id: string
  /** null: everywhere. */
  readonly areas: readonly string[] | null
  /** The fact that first declared it. */
  readonly declared: FactRef
}

/** What changed a need: a fact, or the name of a clock that came. */
export interface Stir {
  readonly occurrence: string
  readonly fact?: Fact
}

/**
 * One customer between two turns: the ledger, what was last said of each promise, and what is planned. It changes in
 * place and belongs to one fold at a time. Facts come in the order they were heard; `decisions` and `changes` only grow.
 */
export interface Turn {
  readonly program: Program
  /** What was learned from the past; null: nothing is asked but silos and needs. */
  readonly forecaster: Forecaster | null
  readonly customer: CustomerId
  readonly ledger: Ledger
  readonly published: Map<string, CustomerPromise>
  readonly plans: Plan[]
  /** Moments whose time has come but whose `hold-while` still holds. */
  readonly waiting: MomentPlan[]
  readonly sayings: Map<string, readonly Saying[]>
  readonly decided: Set<string>
  /** Next words that were promised and are still to come. */
  readonly nextWords: NextWord[]
  /** Questions that wait for an answer, where something follows when none comes. */
  readonly questions: Question[]
  /** How often a moment on jeopardy or on a word that is due has fired, by version anchor and moment. */
  readonly fired: Map<string, number>
  /** The forecast with which each version last crossed a level, by its anchor. */
  readonly levels: Map<string, Forecast>
  /** Mass incidents that are on, by their ids. */
  readonly incidents: Map<string, Incident>
  readonly asked: Set<string>
  readonly did: Set<string>
  /** When each heads-up about a version left the house; null over a file's past, where what was said has left. */
  readonly left: Map<string, readonly Leaving[]> | null
  /** What providers said later of messages they had taken, by message. */
  readonly receipts: Map<string, 'delivered' | 'failed'>
  /** Coarse, as last heard; null: not known. */
  area: string | null
  ended: boolean
  openCases: number
  now: Instant
  /** The real time, when time is let pass late: what is decided must still make sense by it. -Infinity in a replay. */
  clock: Instant
  readonly decisions: Decision[]
  readonly changes: DatedChange[]
  /** Levels of jeopardy crossed since somebody last emptied this. */
  readonly jeopardies: JeopardyCrossing[]
  /** Needs that have changed, and whose dependents are yet to be looked at, by id. */
  readonly stirred: Map<string, Stir>
  /** Promises that read differently since somebody last emptied this, by id. */
  readonly touched: Set<string>
  /** Facts refused because another content was heard under their id. */
  readonly refused: Fact[]
}

export interface TurnStart {
  readonly program: Program
  readonly customer: CustomerId
  readonly zone: string
  /** In a running installation word has left when a provider took it, not when it was decided. */
  readonly isLive?: boolean
  readonly forecaster?: Forecaster | null
}

export function startTurn({ program, customer, zone, isLive = false, forecaster = null }: TurnStart): Turn {
  return {
    program,
    forecaster,
    customer,
    ledger: openLedger({ customer, clauses: program.clauses, zone }),
    published: new Map(),
    plans: [],
    waiting: [],
    sayings: new Map(),
    decided: new Set(),
    nextWords: [],
    questions: [],
    fired: new Map(),
    levels: new Map(),
    incidents: new Map(),
    asked: new Set(),
    did: new Set(),
    left: isLive ? new Map() : null,
    receipts: new Map(),
    area: null,
    ended: false,
    openCases: 0,
    now: -Infinity,
    clock: -Infinity,
    decisions: [],
    changes: [],
    jeopardies: [],
    stirred: new Map(),
    touched: new Set(),
    refused: [],
  }
}

/** The one instant at which this customer must be looked at next; null: nothing is waited for. */
export const wakeAt = ({ plans }: Turn): Instant | null => plans.at(-1)?.at ?? null

export const versionAnchor = (promise: string, version: number): string => `${promise}#${version}`
