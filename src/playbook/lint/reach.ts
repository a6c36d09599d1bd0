import type { Problem } from '../../core/document/problem.ts'
import { parseDuration } from '../../core/time/duration.ts'
import { days } from '../../core/time/instant.ts'
import { errorAt, promisesOf, warningAt, type LintRule } from './linting.ts'
import { fieldAt } from './terms.ts'

/** A promise that no fact can keep is broken from its birth, and would only be counted. */
export const promisesCanBeKept: LintRule = ({ source: { document, shape } }) =>
  promisesOf(shape)
    .filter(({ shape: promise }) => promise['kept-by'] === undefined && promise.standing === undefined)
    .map(({ name, path }) =>
      errorAt(document, path, {
        code: 'never-kept',
        reason: `No fact can keep ${name}: each one would end broken.`,
        mend: 'Say in `kept-by` which fact keeps it, or `standing` with the check that does.',
      }),
    )

/** `grace` waits for late evidence. A day of it is a day in which nobody is told that the promise broke. */
export const graceIsShort: LintRule = ({ source: { document, shape } }) =>
  promisesOf(shape)
    .filter(({ shape: { grace } }) => grace !== undefined && (parseDuration(grace) ?? 0) > days(1))
    .map(({ name, shape: { grace }, path }) =>
      warningAt(document, [...path, 'grace'], {
        code: 'long-grace',
        reason: `A broken ${name} would count as open for ${grace}: no case, no apology, no remedy until then.`,
        mend: 'Keep it as short as evidence is late; a day is much.',
      }),
    )

/** These speak of lateness itself: without a time they say "later, not known when". */
const SPEAK_OF_LATENESS: ReadonlySet<string> = new Set(['order.jeopardy', 'crew.delayed'])

/** Elsewhere an estimate without a time would be read as "late", and every step of the work would raise the alarm. */
export const estimatesHaveATime: LintRule = ({ source: { document, shape } }) =>
  promisesOf(shape).flatMap(({ shape: { 'expected-by': expected }, path }) =>
    (expected ?? []).flatMap(({ fact, when, at }, index): readonly Problem[] => {
      if (at !== undefined || when !== undefined || SPEAK_OF_LATENESS.has(fact)) return []
      const field = fieldAt(fact, 'expected')
      if (field !== undefined && !field.optional) return []
      const word = field === undefined ? 'has no `expected`' : 'need not carry `expected`'
      const reason = `${fact} ${word}: without it this is read as “late, not known when”.`
      const mend = 'Add `when: data.expected != null`, or say `at` where the estimate stands.'
      return [warningAt(document, [...path, 'expected-by', index], { code: 'estimate-without-time', reason, mend })]
    }),
  )
