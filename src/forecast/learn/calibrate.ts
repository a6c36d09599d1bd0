import type { Calibration } from '../model/model.ts'
import { calibrated } from '../model/calibrated.ts'
import { logLoss, type Judged } from './figures.ts'

const BINS = 10
/** Fewer say nothing: probabilities stay as given. */
const FEWEST = 200
/** Each tenth is drawn towards "as given" as by so many looks: a season's slip is not a law, and looks repeat themselves. */
const PRIOR_WEIGHT = 2500

/**
 * A calibration must earn its place: fitted on what the earlier folds said, it has to lessen the surprise of the last
 * one, else probabilities stay as given. Over Boston's winter it would have doubled the error of its spring, 0.05 to
 * 0.08 (docs/adr/0009): what follows a season are the last seven days, not a curve.
 */
export function earnedCalibration(folds: readonly (readonly Judged[])[]): Calibration {
  const last = folds.at(-1) ?? []
  const early = folds.slice(0, -1).flat()
  if (last.length < FEWEST || early.length < FEWEST) return []
  const curve = calibrationOf(early)
  const after = last.map(({ probability, broken }) => ({ probability: calibrated(curve, probability), broken }))
  return logLoss(after) < logLoss(last) ? calibrationOf(folds.flat()) : []
}

/** What given probabilities came to, in ten equal crowds, never falling: pool adjacent violators (Ayer et al. 1955). */
export function calibrationOf(judged: readonly Judged[]): Calibration {
  const ordered = judged.toSorted((a, b) => a.probability - b.probability)
  const crowds: Crowd[] = []
  for (let bin = 0; bin < BINS; bin++) {
    const crowd = ordered.slice(
      Math.floor((bin * ordered.length) / BINS),
      Math.floor(((bin + 1) * ordered.length) / BINS),
    )
    if (crowd.length === 0) continue
    const given = mean(crowd.map(({ probability }) => probability))
    const broken = crowd.filter((one) => one.broken).length
    const weight = crowd.length + PRIOR_WEIGHT
    pool(crowds, { given, came: (broken + PRIOR_WEIGHT * given) / weight, weight })
  }
  const inner = crowds.map(({ given, came }) => [round(given), round(came)] as const)
  return [[0, 0], ...inner.filter(([given]) => given > 0 && given < 1), [1, 1]]
}

interface Crowd {
  readonly given: number
  readonly came: number
  readonly weight: number
}

function pool(crowds: Crowd[], crowd: Crowd): void {
  let next = crowd
  for (let last = crowds.at(-1); last !== undefined && last.came >= next.came; last = crowds.at(-1)) {
    crowds.pop()
    const weight = last.weight + next.weight
    const both = (name: 'given' | 'came'): number => (last[name] * last.weight + next[name] * next.weight) / weight
    next = { given: both('given'), came: both('came'), weight }
  }
  crowds.push(next)
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const round = (value: number): number => Math.round(value * 10_000) / 10_000
