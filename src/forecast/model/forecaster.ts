import { hours } from '../../core/time/instant.ts'
import type { Forecast, JeopardyLevel } from '../forecast.ts'
import type { Forecaster, OpenVersion } from '../forecaster.ts'
import type { Loads } from '../load.ts'
import { isDated, type Asked } from './asked.ts'
import type { Levels, Model } from './model.ts'
import { traitsOf } from './traits.ts'
import { isLastLook } from './points.ts'
import { score } from './score.ts'

/** A model and the loads of its silos, ready to be asked; `name` is `modelName`. */
export function forecasterOf(model: Model, loads: Loads, name: string): Forecaster {
  const usual = new Map(model.after.map(({ promise, need, hours: usually }) => [pair(promise, need), hours(usually)]))
  return {
    model: name,
    says: (open) => forecastOf(model, askedOf(open, loads)),
    usualAfter: (promiseRule, needRule) => usual.get(pair(promiseRule, needRule)) ?? null,
  }
}

const pair = (promise: string, need: string): string => `${promise} ${need}`

/** How many reasons a forecast names: the strongest, and one beside it. */
const REASONS = 2

function forecastOf(model: Model, asked: Asked): Forecast | null {
  const scored = score(model, asked)
  if (scored === null) return null
  const { probability } = scored
  const level = levelOf(probability, levelsAt(model, asked))
  const reason = scored.reasons().slice(0, REASONS).join('; ')
  return { level, probability, ...expectedOf(asked, { level, expected: scored.expected }), reason, facts: [] }
}

/** While there is time to look again it takes more to speak. */
const levelsAt = ({ levels }: Model, asked: Asked): Levels =>
  isDated(asked) && !isLastLook(asked, asked.at) ? levels.early : levels.last

const levelOf = (probability: number, { low, medium, high }: Levels): JeopardyLevel =>
  probability >= high ? 'high' : probability >= medium ? 'medium' : probability >= low ? 'low' : 'none'

function expectedOf(
  { dueTo, at }: Asked,
  { level, expected }: Pick<Forecast, 'level' | 'expected'>,
): Pick<Forecast, 'expected' | 'lateBy'> {
  if (dueTo === null) return { expected: null, lateBy: null }
  if (level === 'none' || level === 'low') return { expected: dueTo, lateBy: 0 }
  return expected === null || expected <= at ? { expected: null, lateBy: null } : { expected, lateBy: expected - dueTo }
}

/** An open version as the model looks at it. */
export function askedOf({ promise, version, made, now }: OpenVersion, loads: Loads): Asked {
  const { owner, kind, handOvers, holder } = promise
  return {
    owner,
    kind,
    traits: traitsOf(made),
    holder: holder ?? owner,
    from: handOvers.at(-1)?.from ?? null,
    handOvers: handOvers.length,
    made: version.made,
    dueTo: version.dueTo,
    tellBy: version.tellBy,
    at: now,
    load: loads.at(owner, kind, now),
  }
}
