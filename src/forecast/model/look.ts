import { hours } from '../../core/time/instant.ts'
import type { Zone } from '../../core/time/zone.ts'
import type { Load } from '../load.ts'
import { ageOf, type Asked, type DatedAsked } from './asked.ts'
import { logOddsAt, shrunken, type Chances, type Thinning } from './chances.ts'
import { workUpTo, type WorkedBy } from './working-hours.ts'

/** What a score of a dated promise is made of; log-odds, but for the share. */
export interface DatedLook {
  /** Of the time from the making to tell-by, 0 to 1. */
  readonly share: number
  readonly longRun: number
  readonly sixtyDays: number
  readonly week: number
  /** The log of how much more (or less) the silo usually works in the time left than in other hours. */
  readonly work: number
}

export interface Lens {
  readonly chances: Chances
  readonly worked: WorkedBy
  readonly thinning: Thinning
  readonly zone: Zone
}

/** So that a quarter of an hour at night is not infinitely little. */
const HALF_AN_HOUR = 0.5

export function lookAt(asked: DatedAsked, { chances, worked, thinning, zone }: Lens): DatedLook {
  const age = ageOf(asked)
  const { sixtyDays, week } = recent(chances, asked.load)
  const longRun = logOddsAt(chances, age, thinning)
  const workHours = Math.max(0, workUpTo(worked, zone, asked.dueTo) - workUpTo(worked, zone, asked.at))
  return {
    share: age.toTellBy,
    longRun,
    sixtyDays: sixtyDays === chances ? longRun : logOddsAt(sixtyDays, age, thinning),
    week: week === chances ? longRun : logOddsAt(week, age, thinning),
    work: Math.log((workHours + HALF_AN_HOUR) / (Math.max(0, asked.dueTo - asked.at) / hours(1) + HALF_AN_HOUR)),
  }
}

/** Sixty days drawn towards the long run, seven towards the sixty; without a load all three are the long run. */
export function recent(longRun: Chances, load: Load | null): { readonly sixtyDays: Chances; readonly week: Chances } {
  if (load === null) return { sixtyDays: longRun, week: longRun }
  const sixtyDays = shrunken(load.sixtyDays, longRun)
  return { sixtyDays, week: shrunken(load.week, sixtyDays) }
}

export const ageHoursOf = ({ made, at }: Pick<Asked, 'made' | 'at'>): number => Math.max(0, at - made) / hours(1)
