import type { Problem } from '../../core/document/problem.ts'
import { errorAt, momentsOf, warningAt, type LintRule } from './linting.ts'

/** A moment that waits for jeopardy needs a due time to be late for, and something that forecasts. */
export const jeopardyIsForecast: LintRule = ({ source: { document, shape } }) =>
  momentsOf(shape).flatMap(({ shape: moment, path, promise }): readonly Problem[] => {
    if (!('jeopardy' in moment.at) || promise === null) return []
    const at = [...path, 'at']
    if (promise.shape.due?.to === undefined) {
      const reason = `${promise.name} has no due time, so nothing can be forecast to come after it.`
      return [
        errorAt(document, at, { code: 'jeopardy-without-due', reason, mend: 'Give the promise a `due: { to }`.' }),
      ]
    }
    if (promise.shape['expected-by'] !== undefined || promise.shape.needs !== undefined) return []
    return [
      warningAt(document, at, {
        code: 'never-forecast',
        reason: `Nothing forecasts this yet: each ${promise.name} open at its tell-by will be held, and its break silent.`,
        mend: 'Say in `expected-by` which fact carries a silo’s estimate, or name the OLAs it `needs`.',
      }),
    ]
  })

/** Whoever will be let down is always told: a heads-up is not held back for an experiment. */
export const headsUpsAreNotWithheld: LintRule = ({ source: { document, shape } }) =>
  momentsOf(shape)
    .filter(({ shape: { at, say, holdout } }) => 'jeopardy' in at && say !== undefined && holdout !== undefined)
    .map(({ path }) =>
      errorAt(document, [...path, 'holdout'], {
        code: 'holdout-on-heads-up',
        reason: 'A heads-up is never withheld: those left out would hear nothing of a broken promise.',
        mend: 'Remove `holdout` here.',
      }),
    )
