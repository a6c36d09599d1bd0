import type { Duration, Instant } from '../../core/time/instant.ts'
import type { Loads } from '../load.ts'
import type { Asked, DatedAsked } from '../model/asked.ts'
import { calibrated } from '../model/calibrated.ts'
import type { DatedPart, DatedWeights, Figures, Table, UndatedPart } from '../model/model.ts'
import type { Outcomes } from '../model/outcomes.ts'
import { knownAt, type PastVersion } from '../model/past.ts'
import { isLastLook } from '../model/points.ts'
import { TRAITS } from '../model/traits.ts'
import { earnedCalibration } from './calibrate.ts'
import { choose, type Chosen, type Choosing } from './choose.ts'
import { AGE_KNOTS, DATED, datedColumns, undatedColumns } from './columns.ts'
import { figuresOf, type Judged } from './figures.ts'
import { filled, fitPart, originsOf, type FittedPart, type Fold } from './folds.ts'
import { knowledgeOf, type Knowledge } from './knowledge.ts'
import type { Watched } from './levels.ts'
import { datedSamples, undatedSamples, type Sample } from './samples.ts'

/** All that may be learned from. */
export interface Ground {
  readonly past: readonly PastVersion[]
  readonly outcomes: Outcomes
  readonly loads: Loads
  readonly knowledge: Knowledge
}

export interface LearnedDated {
  readonly part: DatedPart
  readonly atTellBy: Figures | null
  readonly atBirth: Figures | null
  /** Fold by fold. */
  readonly watched: readonly (readonly Watched[])[]
}

export interface LearnedUndated {
  readonly part: UndatedPart
  readonly figures: Figures | null
}

/** Fewer samples of a family, and it is left out of the model. */
const FEWEST = 200
/** The firmest is all but "believe the last seven days alone": over Boston ECE 0.04, and 0.09 at 30 (docs/adr/0009). */
const STRENGTHS = [1000, 300, 100]

type SamplesUntil<Of extends Asked> = (until: Instant) => readonly Sample<Of>[]

export function learnDated(ground: Ground): LearnedDated | null {
  const samplesUntil: SamplesUntil<DatedAsked> = (until) => datedSamples(ground.past, ground.loads, until)
  const learned = learnPart(ground, samplesUntil, {
    columns: datedColumns,
    counts: ({ point }) => point === 'tell-by',
    judgedUpTo: Infinity,
    settings: STRENGTHS.map((strength) => ({ strength, trust: 1 })),
    always: [],
    tables: [...TRAITS.flatMap((trait) => [[trait], ['kind', trait]]), ['hand-overs'], ['holder']],
  })
  if (learned === null) return null
  const { fitted, judged, tables } = learned
  const calibration = earnedCalibration(judged.map((fold) => fold.map(({ given }) => given)))
  const right = judged.map((fold) =>
    fold.map((one) => ({
      ...one,
      given: { ...one.given, probability: calibrated(calibration, one.given.probability) },
    })),
  )
  const seen = right.flat()
  const at = (point: Sample['point']): Figures | null =>
    figuresOf(seen.filter(({ sample }) => sample.point === point).map(({ given }) => given))
  const weights = (end: 0 | 1): DatedWeights => {
    const of = (name: keyof DatedWeights): number => round(fitted.numbers[2 * DATED.indexOf(name) + end] ?? 0)
    return { base: of('base'), longRun: of('longRun'), sixtyDays: of('sixtyDays'), week: of('week'), work: of('work') }
  }
  return {
    part: { made: weights(0), waiting: weights(1), tables, calibration },
    atTellBy: at('tell-by'),
    atBirth: at('made'),
    watched: right.map(watchedOf),
  }
}

export function learnUndated(ground: Ground): LearnedUndated | null {
  const samplesUntil: SamplesUntil<Asked> = (until) => undatedSamples(ground.past, ground.loads, until)
  const learned = learnPart(ground, samplesUntil, {
    columns: undatedColumns,
    counts: () => true,
    judgedUpTo: ground.knowledge.until - slowest(ground),
    settings: [{ strength: 1, trust: 0 }],
    always: [['hand-overs'], ['holder'], ['from'], ['owner'], ['kind']],
    tables: TRAITS.flatMap((trait) => [[trait], ['kind', trait]]),
  })
  if (learned === null) return null
  const { fitted, judged, tables } = learned
  const calibration = earnedCalibration(judged.map((fold) => fold.map(({ given }) => given)))
  const [base = 0, ...ages] = [...fitted.numbers].map(round)
  const right = judged
    .flat()
    .filter(({ sample }) => sample.point === 'hand-over')
    .map(({ given }) => ({ ...given, probability: calibrated(calibration, given.probability) }))
  const age = AGE_KNOTS.map((knot, index) => [knot, index === 0 ? 0 : (ages[index - 1] ?? 0)] as const)
  return { part: { base, age, tables, calibration }, figures: figuresOf(right) }
}

interface JudgedSample<Of extends Asked> {
  readonly sample: Sample<Of>
  readonly given: Judged
}

/** Nine in ten undated promises that were settled had been settled so soon after their making. */
function slowest({ past, knowledge }: Ground): Duration {
  const times = past.flatMap((version) => {
    const settled = version.dueTo === null ? knownAt(version, knowledge.until) : null
    return settled === null ? [] : [settled.heard - version.made]
  })
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.9)] ?? 0
}

interface Learning<Of extends Asked> extends Omit<Choosing<Of>, 'folds'> {
  /** Promises made later are not judged: too many of them were not settled yet. */
  readonly judgedUpTo: Instant
}

interface LearnedPart<Of extends Asked> {
  readonly fitted: FittedPart
  readonly tables: readonly Table[]
  /** Fold by fold. */
  readonly judged: readonly (readonly JudgedSample<Of>[])[]
}

function learnPart<Of extends Asked>(
  ground: Ground,
  samplesUntil: SamplesUntil<Of>,
  options: Learning<Of>,
): LearnedPart<Of> | null {
  const { knowledge } = ground
  const samples = samplesUntil(knowledge.until)
  if (samples.length < FEWEST) return null
  const folds = foldsOf(ground, samplesUntil, options)
  const chosen = choose({ ...options, folds })
  const fitted = fitPart(options.columns, filled(samples, options.columns, knowledge), chosen.choice)
  const tables = chosen.choice.tables.map((of, index): Table => {
    const cells = [...(fitted.cells[index] ?? [])]
    return { of, adds: Object.fromEntries(cells.map(([cell, at]) => [cell, round(fitted.tables[index]?.[at] ?? 0)])) }
  })
  return { fitted, tables, judged: judgedOnce(folds, chosen) }
}

function foldsOf<Of extends Asked>(
  ground: Ground,
  samplesUntil: SamplesUntil<Of>,
  { columns, judgedUpTo }: Learning<Of>,
): readonly Fold<Of>[] {
  const { past, outcomes, knowledge } = ground
  const all = samplesUntil(knowledge.until)
  const first = past[0]?.made ?? knowledge.until
  return originsOf(first, knowledge.until).flatMap((origin) => {
    const then = knowledgeOf(past, outcomes, { until: origin, zone: knowledge.zone })
    const learn = samplesUntil(origin)
    const judge = all.filter(({ asked }) => asked.made > origin && asked.made <= judgedUpTo)
    if (learn.length < FEWEST || judge.length < FEWEST) return []
    return [{ knowledge: then, learn: filled(learn, columns, then), judge: filled(judge, columns, then) }]
  })
}

/** Each later promise once, by the last model that had not seen it. */
function judgedOnce<Of extends Asked>(
  folds: readonly Fold<Of>[],
  { judged }: Chosen,
): readonly (readonly JudgedSample<Of>[])[] {
  return folds.map(({ judge }, index) => {
    const next = folds[index + 1]?.knowledge.until ?? Infinity
    return judge.samples.flatMap((sample, at) => {
      const given = judged[index]?.[at]
      return given === undefined || sample.asked.made > next ? [] : [{ sample, given }]
    })
  })
}

function watchedOf(judged: readonly JudgedSample<DatedAsked>[]): readonly Watched[] {
  const versions = new Map<number, { broken: boolean; dueTo: Instant; looks: Watched['looks'][number][] }>()
  for (const { sample, given } of judged) {
    const { asked, broken, point, version } = sample
    const known = versions.get(version) ?? { broken, dueTo: asked.dueTo, looks: [] }
    versions.set(version, known)
    if (point !== 'tell-by')
      known.looks.push({ at: asked.at, probability: given.probability, isLast: isLastLook(asked, asked.at) })
  }
  return [...versions.values()]
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000
