import { currentVersion, type CustomerPromise } from '../../core/promise/customer-promise.ts'
import { considerJeopardy } from './jeopardy.ts'
import type { Stir, Turn } from './turn.ts'

export const isNeeded = ({ program }: Turn, { rule }: CustomerPromise): boolean => program.neededBy.has(rule.id)

/** A need has changed: what depends on it is looked at when all that was heard with it has been taken in. */
export function stir(turn: Turn, promise: CustomerPromise, why: Stir): void {
  if (isNeeded(turn, promise)) turn.stirred.set(promise.id, why)
}

/** Looks at every open promise that depends on a need that has changed, however long the chain. */
export function lookAtDependents(turn: Turn): void {
  if (turn.stirred.size === 0) return
  // What a changed promise stirs is added behind it; each is looked at once.
  for (const [id, why] of turn.stirred) {
    const need = turn.published.get(id)
    for (const rule of need === undefined ? [] : (turn.program.neededBy.get(need.rule.id) ?? [])) {
      const promise = turn.published.get(`${rule}/${need?.key ?? ''}`)
      if (promise === undefined) continue
      const version = currentVersion(promise)
      if (version.state === 'open') considerJeopardy(turn, { promise, version }, { ...why, eligibleAt: turn.now })
      if (!turn.stirred.has(promise.id)) stir(turn, promise, why)
    }
  }
  turn.stirred.clear()
}
