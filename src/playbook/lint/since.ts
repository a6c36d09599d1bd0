import { nearest } from '../../core/document/near.ts'
import type { Problem } from '../../core/document/problem.ts'
import { momentName, momentsOf, promisesOf, warningAt, type LintRule, type WrittenMoment } from './linting.ts'

/** What a new version adds and drops. Names are what decisions and promises are known by: a renamed one is another one. */
export const namesSincePrevious: LintRule = ({ source: { document, shape }, previous }) => {
  if (previous === null) return []
  const [now, before] = [new Set(Object.keys(shape.promises ?? {})), Object.keys(previous.shape.promises ?? {})]
  const dropped = before
    .filter((name) => !now.has(name))
    .map((name) =>
      warningAt(document, ['promises'], {
        code: 'promise-dropped',
        reason: `${name} is no longer promised here; those that are open go on under their own version, without moments.`,
        mend: 'Leave it in until the last of them is settled.',
      }),
    )
  const added = promisesOf(shape)
    .filter(({ name }) => !before.includes(name))
    .map(({ name, path }) => ({
      ...warningAt(document, path, {
        code: 'promise-added',
        reason: `${name} is new: only facts that are true from its publishing on make it.`,
        mend: 'Nothing, if that is meant.',
      }),
      place: document.placeOfKey(path),
    }))
  return [...dropped, ...added, ...moments({ document, shape }, previous)]
}

type Source = Parameters<LintRule>[0]['source']

function moments({ document, shape }: Pick<Source, 'document' | 'shape'>, previous: Source): readonly Problem[] {
  const after = new Map(momentsOf(shape).map((moment) => [momentName(moment), moment]))
  const before = new Map(momentsOf(previous.shape).map((moment) => [momentName(moment), moment]))
  const isGone = (name: string): boolean => !after.has(name)
  const dropped = [...before].filter(([name]) => isGone(name))
  const added = [...after].filter(([name]) => !before.has(name))
  const addedNames = added.map(([name]) => name)
  return [
    ...dropped.map(([name, moment]) => {
      const near = nearest(name, addedNames)
      const reason = `${name} is dropped: what it had planned will not be said.`
      const mend =
        near === undefined
          ? 'Nothing, if that is meant.'
          : `If it was renamed to ${near}, keep the old id: under a new one it may be said twice.`
      return warningAt(document, placeOfDropped(moment, shape), { code: 'moment-dropped', reason, mend })
    }),
    ...added.map(([name, { path }]) => {
      const reason = `${name} is new: open promises get it too, but never for an instant already past.`
      return warningAt(document, [...path, 'id'], { code: 'moment-added', reason, mend: 'Nothing, if that is meant.' })
    }),
  ]
}

function placeOfDropped({ promise }: WrittenMoment, shape: Source['shape']): readonly string[] {
  if (promise === null) return ['moments']
  return shape.promises?.[promise.name] === undefined ? ['promises'] : [...promise.path.map(String), 'moments']
}
