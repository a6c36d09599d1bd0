import { calibrationError, equalMass, equalWidth, type Bin } from './calibration.ts'
import { valuesOf, type Column } from './column.ts'
import { scoresOf, type Judged } from './judged.ts'
import { leadBins, type LeadBin } from './leads.ts'
import { quantile } from './quantile.ts'
import { auc, recallAtPrecision } from './ranking.ts'
import { stepsOf, type Step } from './scores.ts'
import { waysOf, type Ways } from './ways.ts'

/** How well scores told breaks from the rest. null where there is nothing to count. */
export interface Figures {
  readonly n: number
  /** The share that broke. */
  readonly base: number | null
  readonly auc: number | null
  /** Over ten bins of equal mass. */
  readonly ece: number | null
  readonly recallAtPrecision: { readonly '0.95': number | null; readonly '0.90': number | null }
}

export interface HeadsUps extends Figures {
  readonly policy: Ways
  readonly censored: number
  readonly otherwise: number
  readonly unscored: number
  readonly eceEqualWidth: number | null
  readonly reliability: readonly Bin[]
  readonly curve: readonly CurvePoint[]
  readonly leads: readonly LeadBin[]
}

export interface AtBirth extends Omit<Figures, 'recallAtPrecision'> {
  readonly reliability: readonly Bin[]
  /** Of the breaks: scored at the told level or above when the promise was made. */
  readonly seenAtBirth: number | null
  readonly unscored: number
}

export interface HandOvers extends Omit<Figures, 'recallAtPrecision'> {
  readonly hoursUntilClosing: { readonly p10: number | null; readonly p50: number | null; readonly p90: number | null }
  readonly reliability: readonly Bin[]
  readonly unscored: number
}

/** Told at this threshold or above: the share of all breaks among them, and the share of them that breaks. */
export interface CurvePoint {
  readonly threshold: number
  readonly recall: number
  readonly precision: number
}

export function figuresOf(steps: readonly Step[]): Figures {
  const { told: n, toldAndBroken: broken } = steps.at(-1) ?? { told: 0, toldAndBroken: 0 }
  return {
    n,
    base: n === 0 ? null : broken / n,
    auc: auc(steps),
    ece: calibrationError(equalMass(steps)),
    recallAtPrecision: { '0.95': recallAtPrecision(steps, 0.95), '0.90': recallAtPrecision(steps, 0.9) },
  }
}

export function headsUpsOf(judged: Judged): HeadsUps {
  const steps = stepsOf(scoresOf(judged.atTellBy))
  return {
    ...figuresOf(steps),
    policy: waysOf(judged.ways),
    censored: judged.censored,
    otherwise: judged.otherwise,
    unscored: judged.atTellBy.unscored,
    eceEqualWidth: calibrationError(equalWidth(steps)),
    reliability: equalMass(steps),
    curve: curveOf(steps),
    leads: leadBins(valuesOf(judged.ways.leads)),
  }
}

export function atBirthOf({ atBirth, seenAtBirth }: Judged): AtBirth {
  const steps = stepsOf(scoresOf(atBirth))
  const { recallAtPrecision: _, ...figures } = figuresOf(steps)
  const broken = steps.at(-1)?.toldAndBroken ?? 0
  return {
    ...figures,
    reliability: equalMass(steps),
    seenAtBirth: broken === 0 ? null : seenAtBirth / broken,
    unscored: atBirth.unscored,
  }
}

/** null: nothing was handed over in this past. */
export function handOversOf({ atHandOver, hoursUntilClosing }: Judged): HandOvers | null {
  if (atHandOver.scores.size === 0) return null
  const steps = stepsOf(scoresOf(atHandOver))
  const { recallAtPrecision: _, ...figures } = figuresOf(steps)
  const hours = sortedOf(hoursUntilClosing)
  return {
    ...figures,
    hoursUntilClosing: { p10: quantile(hours, 0.1), p50: quantile(hours, 0.5), p90: quantile(hours, 0.9) },
    reliability: equalMass(steps),
    unscored: atHandOver.unscored,
  }
}

const sortedOf = (column: Column): Float64Array => valuesOf(column).slice().sort()

const CURVE_POINTS = 50

/** Fifty thresholds by how many each would tell: enough to draw, however many scores there are. */
function curveOf(steps: readonly Step[]): readonly CurvePoint[] {
  const { told: n, toldAndBroken: broken } = steps.at(-1) ?? { told: 0, toldAndBroken: 0 }
  if (broken === 0) return []
  const points: CurvePoint[] = []
  for (const step of steps)
    if (step.told >= (n * (points.length + 1)) / CURVE_POINTS || step === steps.at(-1))
      points.push({
        threshold: step.score,
        recall: step.toldAndBroken / broken,
        precision: step.toldAndBroken / step.told,
      })
  return points
}
