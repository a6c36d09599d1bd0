import { nearest } from '../../core/document/near.ts'
import type { Problem } from '../../core/document/problem.ts'
import { errorAt, meant, promisesOf, type Linting, type LintRule, type WrittenPromise } from './linting.ts'

/** `needs` names promises between silos of the same playbook. */
export const needsAreOlas: LintRule = ({ source }) => {
  const promises = new Map(promisesOf(source.shape).map((promise) => [promise.name, promise]))
  return [...promises.values()].flatMap((promise) =>
    (promise.shape.needs ?? []).flatMap((need, index) => {
      const path = [...promise.path, 'needs', index]
      const named = promises.get(need)
      if (named === undefined) {
        const near = nearest(need, [...promises.keys()])
        const reason = `There is no promise ${need} here.`
        return [
          errorAt(source.document, path, { code: 'unknown-need', reason, mend: meant(near, whichOlas(promises)) }),
        ]
      }
      if (named.shape.to !== undefined) return []
      const reason = `${need} is a promise to the customer; only a promise to a silo can be needed.`
      return [errorAt(source.document, path, { code: 'need-not-ola', reason, mend: `Give ${need} a \`to\`.` })]
    }),
  )
}

function whichOlas(promises: ReadonlyMap<string, WrittenPromise>): string {
  const olas = [...promises.values()].filter(({ shape }) => shape.to !== undefined).map(({ name }) => name)
  return olas.length === 0 ? 'Add it, with a `to`, or remove it here.' : `Use one of: ${olas.join(', ')}.`
}

/** Promises that wait for each other would each be expected later than the other, for ever. */
export const needsAreAcyclic: LintRule = (linting) => {
  const needs = new Map(promisesOf(linting.source.shape).map(({ name, shape }) => [name, shape.needs ?? []]))
  const done = new Set<string>()
  return [...needs.keys()].flatMap((name) => walk(linting, { needs, done, trail: [] }, name))
}

interface Walk {
  readonly needs: ReadonlyMap<string, readonly string[]>
  readonly done: Set<string>
  readonly trail: readonly string[]
}

function walk(linting: Linting, { needs, done, trail }: Walk, name: string): readonly Problem[] {
  if (done.has(name)) return []
  const found = (needs.get(name) ?? []).flatMap((need, index) => {
    const start = [...trail, name].indexOf(need)
    if (start < 0) return walk(linting, { needs, done, trail: [...trail, name] }, need)
    const circle = [...[...trail, name].slice(start), need].join(' → ')
    const path = ['promises', name, 'needs', index]
    const mend = 'Take one of these needs away.'
    return [errorAt(linting.source.document, path, { code: 'cyclic-needs', reason: `A circle: ${circle}.`, mend })]
  })
  done.add(name)
  return found
}
