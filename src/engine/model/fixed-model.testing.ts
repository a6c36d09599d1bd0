import { factRef } from '../../core/fact/fact.ts'
import type { Problem } from '../../core/document/problem.ts'
import type { Forecaster } from '../../forecast/forecaster.ts'
import type { Loads } from '../../forecast/load.ts'
import type { ReadModel } from './read-model.ts'

/** What a test's model says of every promise. */
export interface FixedModel {
  readonly name: string
  readonly level: 'none' | 'low' | 'medium' | 'high'
  readonly probability: number
}

export const fixedModel = (model: Partial<FixedModel> = {}): string =>
  JSON.stringify({ name: 'fixed', level: 'high', probability: 0.9, ...model })

const wrong: Problem = {
  level: 'error',
  code: 'model-format',
  place: { path: 'name' },
  reason: 'This is no model of a test.',
  mend: 'Give it a name.',
}

/** Reads models that say the same of everything, and name the load they were given. */
export const readFixed: ReadModel = (text) => {
  const model = JSON.parse(text) as Partial<FixedModel>
  if (model.name === undefined) return { problems: [wrong] }
  return { version: model.name, forecaster: (loads) => saysFixed(model as FixedModel, loads) }
}

const saysFixed = ({ name, level, probability }: FixedModel, loads: Loads): Forecaster => ({
  model: name,
  usualAfter: () => null,
  says: ({ promise: { owner, kind }, made, now }) => {
    const load = loads.at(owner, kind, now)
    const reason = `${owner} has ${load === null ? 'no load' : `${load.open} open`}`
    return { level, probability, expected: null, lateBy: null, reason, facts: [factRef(made)] }
  },
})
