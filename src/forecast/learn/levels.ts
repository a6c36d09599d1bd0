import { hours, type Instant } from '../../core/time/instant.ts'
import type { Levels, Model, PolicyFigures } from '../model/model.ts'

/** A past version with the probabilities it was given at its looks before tell-by, none of them having seen it. */
export interface Watched {
  readonly broken: boolean
  readonly dueTo: Instant
  readonly looks: readonly { readonly at: Instant; readonly probability: number; readonly isLast: boolean }[]
}

const GRID: readonly number[] = Array.from({ length: 99 }, (_, step) => (step + 1) / 100)
/** Early word is given only where so many of those who get it will need it. */
const EARLY_PRECISION = 0.9
/** Fewer early words than this show nothing. */
const ENOUGH = 20

/** Of the breaks of any fold at most this share may stay silent, whatever a false alarm costs. */
const MOST_SILENT = 0.03
/** In a fold of fewer breaks the first silent one would be too many; it is counted with the others only. */
const ENOUGH_BREAKS = Math.ceil(1 / MOST_SILENT)

/**
 * Levels by what would have been, fold by fold. At the last look: of those levels that leave at most 3 of 100 breaks
 * silent in every fold, the one at which silent breaks and false alarms together cost least. Not 3 of 100 over all
 * folds: over Boston's winter that is 0.6, 2 and 6 fold by fold, and the months to come resemble the last (docs/adr/0009).
 * Before the last look, where waiting still helps, the lowest at which nine of ten who are told will need it.
 */
export function levelsOf(folds: readonly (readonly Watched[])[], falseAlarmCost: number): Model['levels'] {
  const watched = folds.flat()
  const last = cheapest(watched, { levels: bearable(folds), falseAlarmCost })
  const isSure = (early: number): boolean => {
    const { early: told, earlyAndBroken } = tellBy(watched, { early, last })
    return told >= ENOUGH && earlyAndBroken / told >= EARLY_PRECISION
  }
  const early = GRID.find((level) => level >= last && isSure(level)) ?? 0.99
  return { early: around(early), last: around(last) }
}

/** The levels that leave few enough breaks silent; where none does, the lowest there is. */
function bearable(folds: readonly (readonly Watched[])[]): readonly number[] {
  const crowds = [folds.flat(), ...folds.filter((fold) => brokenOf(fold) >= ENOUGH_BREAKS)]
  const levels = GRID.filter((last) =>
    crowds.every((crowd) => tellBy(crowd, { early: Infinity, last }).silent <= MOST_SILENT * brokenOf(crowd)),
  )
  return levels.length === 0 ? GRID.slice(0, 1) : levels
}

interface Choosable {
  /** Ascending. */
  readonly levels: readonly number[]
  readonly falseAlarmCost: number
}

/** Of levels that cost the same the highest: fewer words. Where nothing was watched: one half. */
function cheapest(watched: readonly Watched[], { levels, falseAlarmCost }: Choosable): number {
  const costOf = (last: number): number => {
    const { silent, falseAlarms } = tellBy(watched, { early: Infinity, last })
    return silent + falseAlarmCost * falseAlarms
  }
  if (watched.length === 0) return 0.5
  return levels.reduce((best, level) => (costOf(level) <= costOf(best) ? level : best))
}

const brokenOf = (watched: readonly Watched[]): number => watched.filter(({ broken }) => broken).length

/** Half-way below is worth watching; two thirds of the way to certain is high. */
const around = (medium: number): Levels => ({
  low: round(medium / 2),
  medium,
  high: round(medium + (1 - medium) * (2 / 3)),
})

const round = (value: number): number => Math.round(value * 1000) / 1000

interface Told {
  readonly silent: number
  readonly falseAlarms: number
  readonly early: number
  readonly earlyAndBroken: number
  readonly leads: readonly number[]
}

function tellBy(watched: readonly Watched[], levels: { readonly early: number; readonly last: number }): Told {
  let [silent, falseAlarms, early, earlyAndBroken] = [0, 0, 0, 0]
  const leads: number[] = []
  for (const { broken, dueTo, looks } of watched) {
    const word = looks.find(({ probability, isLast }) => probability >= (isLast ? levels.last : levels.early))
    if (word === undefined) silent += broken ? 1 : 0
    else if (broken) leads.push((dueTo - word.at) / hours(1))
    else falseAlarms += 1
    if (word === undefined || word.isLast) continue
    early += 1
    earlyAndBroken += broken ? 1 : 0
  }
  return { silent, falseAlarms, early, earlyAndBroken, leads }
}

/** What telling by these levels would have come to. */
export function policyOf(watched: readonly Watched[], { early, last }: Model['levels']): PolicyFigures | null {
  const broken = brokenOf(watched)
  const kept = watched.length - broken
  if (broken === 0 || kept === 0) return null
  const { silent, falseAlarms, leads } = tellBy(watched, { early: early.medium, last: last.medium })
  const lead = leads.toSorted((a, b) => a - b)[Math.floor(leads.length / 2)]
  return {
    broken,
    told: leads.length + falseAlarms,
    toldAndBroken: leads.length,
    silentPer100Broken: round((100 * silent) / broken),
    falseAlarmsPer100Kept: round((100 * falseAlarms) / kept),
    leadHours: lead === undefined ? null : round(lead),
  }
}
