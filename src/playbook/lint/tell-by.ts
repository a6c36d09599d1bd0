import type { Problem } from '../../core/document/problem.ts'
import { parseDuration } from '../../core/time/duration.ts'
import { errorAt, promisesOf, warningAt, type Linting, type LintRule, type WrittenPromise } from './linting.ts'

/** tell-by lies before what it warns of: before the window opens, before the instant, and after the making. */
export const tellByIsInTime: LintRule = (linting) =>
  promisesOf(linting.source.shape).flatMap((promise) => [...judged(linting, promise), ...tooLong(linting, promise)])

function judged({ source: { document } }: Linting, { shape, path, name }: WrittenPromise): readonly Problem[] {
  const tellBy = shape['tell-by']
  if (tellBy === undefined) return []
  const at = [...path, 'tell-by']
  if (tellBy.before === 'tell-by') {
    const mend = 'Count it from due.from or due.to.'
    return [errorAt(document, at, { code: 'tell-by-itself', reason: 'tell-by cannot be counted from itself.', mend })]
  }
  if ('days' in tellBy && tellBy.days === 0) {
    const reason = `${name} may be due before ${tellBy.clock} of its day: tell-by would come after it.`
    const mend = 'Write `days: 1`, or a lead: `by: 60m`.'
    return [warningAt(document, at, { code: 'tell-by-after-due', reason, mend })]
  }
  if (tellBy.before !== 'due.to' || shape.due?.from === undefined) return []
  const reason = `${name} has a window, and tell-by counts from its end: it may come when the window is open already.`
  const mend = 'Count it from due.from.'
  return [warningAt(document, at, { code: 'tell-by-after-due', reason, mend })]
}

/** A lead longer than the promise itself: tell-by is then the making, and every heads-up comes late. */
function tooLong({ source: { document } }: Linting, { shape, path, name }: WrittenPromise): readonly Problem[] {
  const tellBy = shape['tell-by']
  const to = shape.due?.to
  if (tellBy === undefined || !('by' in tellBy) || to === undefined || !('within' in to)) return []
  const lead = parseDuration(tellBy.by) ?? 0
  if (lead < (parseDuration(to.within) ?? Infinity)) return []
  const reason = `${name} is due within ${to.within}; a lead of ${tellBy.by} lies before it is made, so each heads-up would be late.`
  const mend = 'Make the lead shorter.'
  return [warningAt(document, [...path, 'tell-by', 'by'], { code: 'tell-by-before-made', reason, mend })]
}
