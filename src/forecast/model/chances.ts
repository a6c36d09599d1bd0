import type { Counted } from './outcomes.ts'

/** The chance to break, of a promise just made and of one that is still open at its tell-by. */
export interface Chances {
  readonly made: number
  readonly waiting: number
}

/** What a small table is drawn towards counts as much as so many promises; 3 to 10 did alike (docs/adr/0009). */
const PRIOR_WEIGHT = 5

/** The chances that counts say, drawn towards `prior` where they are few. */
export function shrunken({ kept, keptLate, broken }: Counted, prior: Chances): Chances {
  return {
    made: (broken + PRIOR_WEIGHT * prior.made) / (kept + broken + PRIOR_WEIGHT),
    waiting: (broken + PRIOR_WEIGHT * prior.waiting) / (keptLate + broken + PRIOR_WEIGHT),
  }
}

/** Of everything there is: half a promise each way keeps it from 0 and 1. */
export const unshrunken = ({ kept, keptLate, broken }: Counted): Chances => ({
  made: (broken + 0.5) / (kept + broken + 1),
  waiting: (broken + 0.5) / (keptLate + broken + 1),
})

/** Where a promise stands in its life: `toTellBy` from 0 (made) to 1, then `toDue` from 0 to 1. */
export interface Age {
  readonly toTellBy: number
  readonly toDue: number
}

/**
 * How promises thin out while they wait, as shares of the log of those still open: 0 when made, 1 at tell-by, in equal
 * steps; and the same from tell-by to due.
 */
export interface Thinning {
  readonly toTellBy: readonly number[]
  readonly toDue: readonly number[]
}

/** Log-odds no table goes beyond: a kind that has never broken may. */
const MOST = 6

/**
 * Log-odds to break at an age. Breaking ones stay open; so the chance among those still open is the chance at the
 * making, divided by the share still open.
 */
export function logOddsAt({ made, waiting }: Chances, age: Age, thinning: Thinning): number {
  // The two ends of the way are asked most; they need no way between.
  if (age.toDue === 0 && age.toTellBy === 1) return within(logOdds(waiting))
  if (age.toTellBy === 0) return within(logOdds(made))
  const open = Math.log(waiting)
  const born = Math.log(made)
  const gone = along(thinning.toTellBy, age.toTellBy)
  const log = age.toDue > 0 ? open * (1 - along(thinning.toDue, age.toDue)) : born + gone * (open - born)
  return within(log - Math.log1p(-Math.min(Math.exp(log), 1 - 1e-9)))
}

const within = (odds: number): number => (odds > MOST ? MOST : odds < -MOST ? -MOST : odds)

/** The value of a curve of equal steps over 0 to 1. */
export function along(curve: readonly number[], share: number): number {
  const steps = curve.length - 1
  const place = share * steps
  const step = Math.min(Math.floor(place), steps - 1)
  const from = curve[step] ?? 0
  return from + ((curve[step + 1] ?? from) - from) * (place - step)
}

export const logOdds = (chance: number): number => Math.log(chance / (1 - chance))
export const chanceOf = (odds: number): number => 1 / (1 + Math.exp(-odds))
