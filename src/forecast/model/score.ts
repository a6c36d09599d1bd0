import { hours, type Instant } from '../../core/time/instant.ts'
import { cellOf, isDated, type Asked, type DatedAsked } from './asked.ts'
import { calibrated } from './calibrated.ts'
import { along, chanceOf } from './chances.ts'
import { compile, type CompiledModel, type CompiledTable, type Known } from './compiled.ts'
import { ageHoursOf, lookAt, type DatedLook } from './look.ts'
import type { DatedPart, DatedWeights, Model, UndatedPart } from './model.ts'
import { reasonsOf } from './reasons.ts'

export interface Score {
  /** Of breaking, 0 to 1. */
  readonly probability: number
  /** When such promises are usually made good once they break; null: not known. */
  readonly expected: Instant | null
  /** In words, the strongest first. Made when they are asked for: words cost more than the number. */
  readonly reasons: () => readonly string[]
}

/** What history expects of one open version; null: nothing of its family was learned. */
export function score(model: Model, asked: Asked): Score | null {
  const compiled = compile(model)
  const known = compiled.known(asked.owner, asked.kind)
  if (isDated(asked)) return model.dated === null ? null : scoreDated(compiled, model.dated, { asked, known })
  return model.undated === null ? null : scoreUndated(compiled, model.undated, { asked, known })
}

function scoreDated(
  compiled: CompiledModel,
  part: DatedPart,
  { asked, known }: { readonly asked: DatedAsked; readonly known: Known },
): Score {
  const { chances, worked, history } = known
  const { thinning } = compiled.model
  const look = lookAt(asked, { chances, worked, thinning, zone: compiled.zone })
  const odds = datedOdds(part, look) + tablesOdds(compiled.dated, asked)
  const probability = asked.at >= asked.dueTo ? 1 : calibrated(part.calibration, chanceOf(odds))
  const overrun = history?.overrun ?? null
  return {
    probability,
    expected: overrun === null ? null : asked.dueTo + overrun * hours(1),
    reasons: () => reasonsOf({ compiled, asked, known, look }),
  }
}

function datedOdds({ made, waiting }: DatedPart, look: DatedLook): number {
  return (1 - look.share) * weighed(made, look) + look.share * weighed(waiting, look)
}

const weighed = (weights: DatedWeights, { longRun, sixtyDays, week, work }: DatedLook): number =>
  weights.base + weights.longRun * longRun + weights.sixtyDays * sixtyDays + weights.week * week + weights.work * work

function scoreUndated(
  compiled: CompiledModel,
  part: UndatedPart,
  { asked, known }: { readonly asked: Asked; readonly known: Known },
): Score {
  const odds = part.base + ofAge(part.age, ageHoursOf(asked)) + tablesOdds(compiled.undated, asked)
  return {
    probability: calibrated(part.calibration, chanceOf(odds)),
    expected: null,
    reasons: () => reasonsOf({ compiled, asked, known, look: null }),
  }
}

/** The curve of age, straight on the scale of logs between its knots. */
function ofAge(age: UndatedPart['age'], ageHours: number): number {
  let [from, to] = [age[0], age[0]]
  for (const knot of age) {
    from = to
    to = knot
    if (knot[0] >= ageHours) break
  }
  if (from === undefined || to === undefined) return 0
  if (ageHours <= from[0] || from[0] === to[0]) return from[0] === to[0] ? to[1] : from[1]
  return along([from[1], to[1]], Math.min(1, Math.log(ageHours / from[0]) / Math.log(to[0] / from[0])))
}

function tablesOdds(tables: readonly CompiledTable[], asked: Asked): number {
  let odds = 0
  for (const { of, adds } of tables) {
    const cell = cellOf(asked, of)
    if (cell !== null) odds += adds.get(cell) ?? 0
  }
  return odds
}
