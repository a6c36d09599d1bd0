import type { Problem } from '../../core/document/problem.ts'
import { errorAt, momentName, momentsOf, type LintRule } from './linting.ts'

/** A decision is named by its moment's id: two moments of one name would be decided once. */
export const momentIdsOnce: LintRule = ({ source: { document, shape } }) => {
  const first = new Map<string, number | undefined>()
  // `for` and `case` together make a moment of that name, on every broken promise.
  if (shape.for !== undefined && shape.case !== undefined) first.set('case', document.placeOf(['case']).line)
  return momentsOf(shape).flatMap((moment): readonly Problem[] => {
    const name = momentName(moment)
    const path = [...moment.path, 'id']
    if (!first.has(name)) {
      first.set(name, document.placeOf(path).line)
      return []
    }
    const reason = `A moment ${moment.shape.id} stands here already, in line ${first.get(name)}; only one would be decided.`
    return [errorAt(document, path, { code: 'moment-id-twice', reason, mend: 'Give it an id of its own.' })]
  })
}
