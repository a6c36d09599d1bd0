import { nearest } from '../../core/document/near.ts'
import type { DocumentPath } from '../../core/document/yaml.ts'
import { errorAt, meant, promisesOf, warningAt, type LintRule, type WrittenPromise } from './linting.ts'

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

/** A need is looked for under the key of the promise that needs it. Another key may name the same thing, so it only warns. */
export const needsShareTheKey: LintRule = ({ source }) => {
  const promises = new Map(promisesOf(source.shape).map((promise) => [promise.name, promise]))
  return [...promises.values()].flatMap((promise) =>
    (promise.shape.needs ?? []).flatMap((need, index) => {
      const named = promises.get(need)
      if (named === undefined || named.shape.key === promise.shape.key) return []
      const reason = `${need} is looked for under ${promise.shape.key}, and its own key is ${named.shape.key}.`
      const mend = 'Give both the same key; where it differs nothing is forecast from this need.'
      return [warningAt(source.document, [...promise.path, 'needs', index], { code: 'need-other-key', reason, mend })]
    }),
  )
}

function whichOlas(promises: ReadonlyMap<string, WrittenPromise>): string {
  const olas = [...promises.values()].filter(({ shape }) => shape.to !== undefined).map(({ name }) => name)
  return olas.length === 0 ? 'Add it, with a `to`, or remove it here.' : `Use one of: ${olas.join(', ')}.`
}

/** Promises that wait for each other would each be expected later than the other, for ever. */
export const needsAreAcyclic: LintRule = ({ source: { document, shape } }) => {
  const needs = new Map(promisesOf(shape).map(({ name, shape: { needs: named } }) => [name, named ?? []]))
  const done = new Set<string>()
  return [...needs.keys()].flatMap((name) =>
    circlesFrom(name, needs, done).map(({ circle, path }) => {
      const reason = `A circle: ${circle}.`
      return errorAt(document, path, { code: 'cyclic-needs', reason, mend: 'Take one of these needs away.' })
    }),
  )
}

interface Circle {
  readonly circle: string
  /** Of the need that closes it. */
  readonly path: DocumentPath
}

/** Depth first, with a trail of its own: a chain of ten thousand needs would overflow the call stack. */
function circlesFrom(
  start: string,
  needs: ReadonlyMap<string, readonly string[]>,
  done: Set<string>,
): readonly Circle[] {
  const found: Circle[] = []
  const trail = [{ name: start, next: 0 }]
  const onTrail = new Map([[start, 0]])
  for (let here = trail.at(-1); here !== undefined; here = trail.at(-1)) {
    const need = done.has(here.name) ? undefined : needs.get(here.name)?.[here.next]
    if (need === undefined) {
      done.add(here.name)
      onTrail.delete(here.name)
      trail.pop()
      continue
    }
    const index = here.next
    here.next += 1
    const began = onTrail.get(need)
    if (began !== undefined) {
      const names = trail.slice(began).map(({ name }) => name)
      found.push({ circle: circleText([...names, need]), path: ['promises', here.name, 'needs', index] })
    } else if (!done.has(need)) {
      onTrail.set(need, trail.length)
      trail.push({ name: need, next: 0 })
    }
  }
  return found
}

const SHOWN = 12

const circleText = (names: readonly string[]): string =>
  (names.length <= SHOWN ? names : [...names.slice(0, SHOWN - 2), '…', ...names.slice(-1)]).join(' → ')
