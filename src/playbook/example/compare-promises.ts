import { nearest } from '../../core/document/near.ts'
import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import type { Turn } from '../turn/turn.ts'
import { differenceAt } from './compare-decisions.ts'
import type { Example, ExpectedOfPromise } from './read.ts'
import { toldOfVersion } from '../turn/told.ts'

/** What differs between what an example says became of promises, and what did. */
export function comparePromises(example: Example, turn: Turn): readonly string[] {
  return [
    ...example.promises.flatMap((expected) => differs(expected, { example, turn, of: (_, { state }) => state })),
    ...example.told.flatMap((expected) =>
      differs(expected, { example, turn, of: (promise, version) => toldOfVersion(turn, promise, version) }),
    ),
  ]
}

interface Asked {
  readonly example: Example
  readonly turn: Turn
  readonly of: (promise: CustomerPromise, version: PromiseVersion) => string
}

function differs({ name, value, place }: ExpectedOfPromise, { example, turn, of }: Asked): readonly string[] {
  const [, id = name, n] = /^(.*?)(?:#(\d+))?$/.exec(name) ?? []
  const promise = turn.published.get(id) ?? turn.published.get(`${example.playbook}.${id}`)
  if (promise === undefined) {
    const made = [...turn.published.keys()].map((made) => made.replace(`${example.playbook}.`, ''))
    const near = nearest(id, made)
    const hint = near === undefined ? `Made were: ${made.join(', ') || 'none'}.` : `Did you mean ${near}?`
    return [differenceAt(place, `there is no promise ${id}. ${hint}`)]
  }
  const version = promise.versions[n === undefined ? promise.versions.length - 1 : Number(n) - 1]
  if (version === undefined)
    return [differenceAt(place, `${id} has no version ${n}; it has ${promise.versions.length}.`)]
  const is = of(promise, version)
  return is === value ? [] : [differenceAt(place, `${name}: expected ${value}, got ${is}`)]
}
