import type { Fact } from '../../core/fact/fact.ts'
import type { CustomerId } from '../../core/fact/subject.ts'
import type { PromiseChange } from '../../core/ledger/changes.ts'
import { openLedger, type Ledger } from '../../core/ledger/ledger.ts'
import type { Decision } from '../../core/message/decision.ts'
import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Forecast } from '../../forecast/forecast.ts'
import type { Forecaster } from '../../forecast/forecaster.ts'
import type { Program } from '../program.ts'
import type { MomentPlan, Plan } from './plans.ts'

/** A heads-up that left the house, about one promise version. */
export interface Saying {
  readonly at: Instant
  readonly moment: string
  readonly expected: Instant | null
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
  /** How often a moment on jeopardy has fired, by version anchor and moment. */
  readonly fired: Map<string, number>
  readonly asked: Set<string>
  readonly did: Set<string>
  /** When each heads-up about a version left the house; null over a file's past, where what was said has left. */
  readonly left: Map<string, readonly Instant[]> | null
  ended: boolean
  openCases: number
  now: Instant
  /** The real time, when time is let pass late: what is decided must still make sense by it. -Infinity in a replay. */
  clock: Instant
  readonly decisions: Decision[]
  readonly changes: DatedChange[]
  /** Levels of jeopardy crossed since somebody last emptied this. */
  readonly jeopardies: JeopardyCrossing[]
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
    fired: new Map(),
    asked: new Set(),
    did: new Set(),
    left: isLive ? new Map() : null,
    ended: false,
    openCases: 0,
    now: -Infinity,
    clock: -Infinity,
    decisions: [],
    changes: [],
    jeopardies: [],
    touched: new Set(),
    refused: [],
  }
}

/** The one instant at which this customer must be looked at next; null: nothing is waited for. */
export const wakeAt = ({ plans }: Turn): Instant | null => plans.at(-1)?.at ?? null

export const versionAnchor = (promise: string, version: number): string => `${promise}#${version}`
