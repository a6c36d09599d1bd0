import type { Sha256 } from '../../core/fact/subject.ts'
import type { Chances, Thinning } from './chances.ts'
import type { Week } from './working-hours.ts'

/** What each thing that is looked at weighs in log-odds. `work`: the time left, is it much of the silo's usual working time? */
export interface DatedWeights {
  readonly base: number
  readonly longRun: number
  readonly sixtyDays: number
  readonly week: number
  readonly work: number
}

/** What a value adds in log-odds, drawn towards nothing where there are few. */
export interface Table {
  readonly of: readonly string[]
  readonly adds: Readonly<Record<string, number>>
}

/** Pairs [before, after] of probabilities, both ascending. */
export type Calibration = readonly (readonly [number, number])[]

/** Of promises with a due time: weights of one just made and of one at tell-by; between them by the share of time gone. */
export interface DatedPart {
  readonly made: DatedWeights
  readonly waiting: DatedWeights
  readonly tables: readonly Table[]
  readonly calibration: Calibration
}

/** Of promises without one; `age` are pairs [hours since the making, log-odds]. */
export interface UndatedPart {
  readonly base: number
  readonly age: readonly (readonly [number, number])[]
  readonly tables: readonly Table[]
  readonly calibration: Calibration
}

/** Chances over everything learned from; `overrun`: half of the broken were made good so many hours after due. */
export interface KindHistory extends Chances {
  readonly settled: number
  readonly overrun: number | null
}

export interface OwnerHistory extends Chances {
  readonly settled: number
  readonly week: Week | null
  readonly kinds: Readonly<Record<string, KindHistory>>
}

export interface Levels {
  readonly low: number
  /** From here on the customer is told. */
  readonly medium: number
  readonly high: number
}

/** Judged on promises later than those learned from, within what was known before the model's day. */
export interface Figures {
  /** Versions still open at tell-by, or at their hand-overs. */
  readonly n: number
  readonly base: number
  readonly auc: number
  readonly ece: number
  readonly recallAtPrecision: { readonly '0.95': number; readonly '0.90': number }
}

/** Of the same promises: what telling by these levels would have come to. */
export interface PolicyFigures {
  readonly broken: number
  readonly told: number
  readonly toldAndBroken: number
  readonly silentPer100Broken: number
  readonly falseAlarmsPer100Kept: number
  /** Median hours from word to due, of the broken. */
  readonly leadHours: number | null
}

export interface UsualAfter {
  readonly promise: string
  readonly need: string
  readonly hours: number
  readonly versions: number
}

/** A model file: everything a forecast knows, in numbers a person can read. */
export interface Model {
  readonly troth: 'model'
  readonly format: 1
  readonly learned: {
    /** RFC 3339: nothing heard from then on was looked at. */
    readonly before: string
    /** Name only, without its folder. */
    readonly file: string
    readonly zone: string
    readonly versions: number
    /** How many silent breaks one false alarm costs. */
    readonly falseAlarmCost: number
  }
  readonly history: Chances & {
    readonly settled: number
    readonly week: Week
    readonly owners: Readonly<Record<string, OwnerHistory>>
  }
  readonly thinning: Thinning
  readonly dated: DatedPart | null
  readonly undated: UndatedPart | null
  /** `early`: while there is time to look again before tell-by; `last`: at the last look. */
  readonly levels: { readonly early: Levels; readonly last: Levels }
  readonly after: readonly UsualAfter[]
  readonly figures: {
    readonly atTellBy: Figures | null
    readonly atBirth: Figures | null
    readonly undated: Figures | null
    readonly policy: PolicyFigures | null
  }
}

/** The file's text, lists of numbers on one line: two models of the same content have the same. */
export const modelText = (model: Model): string =>
  `${JSON.stringify(model, null, 1).replace(/\[[^[\]{}]*\]/g, (list) => list.replace(/\n */g, ' '))}\n`

/** A short hash of its content, as decisions record it. */
export const modelName = (model: Model, sha256: Sha256): string => sha256(modelText(model)).slice(0, 12)
