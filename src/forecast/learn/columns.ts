import type { Asked, DatedAsked } from '../model/asked.ts'
import { ageHoursOf, lookAt } from '../model/look.ts'
import type { DatedWeights } from '../model/model.ts'
import type { Prior } from './additive.ts'
import type { Knowledge } from './knowledge.ts'
import type { Sample } from './samples.ts'

/** How firmly weights are held to the start, and whether that is "believe the last seven days" (1) or "nothing" (0). */
export interface Settings {
  readonly strength: number
  readonly trust: 0 | 1
}

/** The numbers of one family of samples as a row, and what is believed of their weights before anything is learned. */
export interface Columns<Of extends Asked> {
  readonly width: number
  readonly fill: (row: Float64Array, sample: Sample<Of>, knowledge: Knowledge) => void
  readonly prior: (settings: Settings) => Omit<Prior, 'tables'>
}

/** Free: the data alone decides. */
const FREE = 0.01
/** A slope of one in log-odds is as far as it usually goes. */
const SLOPE = 1

export const DATED: readonly (keyof DatedWeights)[] = ['base', 'longRun', 'sixtyDays', 'week', 'work']

/** Each weight twice, as of one just made and of one at tell-by. */
export const datedColumns: Columns<DatedAsked> = {
  width: DATED.length * 2,
  fill: (row, { asked }, knowledge) => {
    const { owner, kind, at } = asked
    const { thinning, zone } = knowledge
    const look = lookAt(asked, {
      chances: knowledge.chances(owner, kind, at),
      worked: knowledge.worked(owner),
      thinning,
      zone,
    })
    const values = [1, look.longRun, look.sixtyDays, look.week, look.work]
    for (const [index, value] of values.entries()) {
      row[2 * index] = (1 - look.share) * value
      row[2 * index + 1] = look.share * value
    }
  },
  prior: ({ strength, trust }) => ({
    towards: DATED.flatMap((name) => (name === 'week' ? [trust, trust] : [0, 0])),
    strength: DATED.flatMap((name) => {
      const one = name === 'base' ? FREE : name === 'work' ? SLOPE : strength
      return [one, one]
    }),
  }),
}

/** Hours since the making at which the curve of age has a knot: a bent line in between. */
export const AGE_KNOTS: readonly number[] = [0.25, 1, 4, 24, 72, 168, 720]

/**
 * How old it is, and no more: what was settled lately says little where nothing has a due time, since the kept are known
 * long before the broken; with it the AUC over incidents fell from 0.80 to 0.70 (docs/adr/0009).
 */
export const undatedColumns: Columns<Asked> = {
  width: AGE_KNOTS.length,
  fill: (row, { asked }) => {
    const place = placeOfAge(ageHoursOf(asked))
    row[0] = 1
    for (let knot = 1; knot < AGE_KNOTS.length; knot++) row[knot] = Math.max(0, 1 - Math.abs(place - knot))
  },
  prior: ({ strength }) => ({
    towards: AGE_KNOTS.map(() => 0),
    strength: AGE_KNOTS.map((_, knot) => (knot === 0 ? FREE : strength)),
  }),
}

/** Between which knots an age lies, on the scale of logs: 1.5 is half-way from the second to the third. */
function placeOfAge(ageHours: number): number {
  const age = Math.log(Math.max(ageHours, AGE_KNOTS[0] ?? 1))
  for (let knot = 1; knot < AGE_KNOTS.length; knot++) {
    const [from = 1, to = 1] = [AGE_KNOTS[knot - 1], AGE_KNOTS[knot]]
    if (ageHours <= to) return knot - 1 + (age - Math.log(from)) / Math.log(to / from)
  }
  return AGE_KNOTS.length - 1
}
