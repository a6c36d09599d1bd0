import type { Problem } from '../../core/document/problem.ts'
import { errorAt, momentsOf, promisesOf, type Linting, type LintRule } from './linting.ts'

const mend = 'Write due.to, or give the promise a `due: { from, to }`.'
const noWindow = (name: string): string => `${name} is due at an instant: it has no due.from.`

/** `due.from` only exists where a promise has a window. */
export const windowsExist: LintRule = (linting) => [...ofMoments(linting), ...ofTellBy(linting), ...halfDue(linting)]

function ofMoments({ source: { document, shape } }: Linting): readonly Problem[] {
  return momentsOf(shape).flatMap(({ shape: { at }, path, promise }): readonly Problem[] => {
    if (promise === null || promise.shape.due?.from !== undefined) return []
    const key =
      'before' in at && at.before === 'due.from'
        ? 'before'
        : 'jeopardy' in at && at.until === 'due.from'
          ? 'until'
          : undefined
    if (key === undefined) return []
    return [errorAt(document, [...path, 'at', key], { code: 'no-window', reason: noWindow(promise.name), mend })]
  })
}

function ofTellBy({ source: { document, shape } }: Linting): readonly Problem[] {
  return promisesOf(shape)
    .filter(({ shape: { due, 'tell-by': tellBy } }) => tellBy?.before === 'due.from' && due?.from === undefined)
    .map(({ name, path }) => {
      const reason = `${noWindow(name)} There would be no tell-by, and how its break was told would stay unknown.`
      return errorAt(document, [...path, 'tell-by', 'before'], { code: 'no-window', reason, mend })
    })
}

function halfDue({ source: { document, shape } }: Linting): readonly Problem[] {
  return promisesOf(shape)
    .filter(({ shape: { due } }) => due !== undefined && due.to === undefined)
    .map(({ name, path }) => {
      const reason = `${name} has a \`due\` without \`to\`: it could never run out.`
      return errorAt(document, [...path, 'due'], { code: 'due-without-to', reason, mend: 'Add `to`, or remove `due`.' })
    })
}
