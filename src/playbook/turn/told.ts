import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import { toldOf, type Told } from '../../core/promise/told.ts'
import type { Instant } from '../../core/time/instant.ts'
import { leftAt } from './leaving.ts'
import { versionAnchor, type Turn } from './turn.ts'

/** When word about this version left the house: the heads-ups said, and what people recorded. */
export function wordLeft(turn: Turn, promise: CustomerPromise, version: PromiseVersion): readonly Instant[] {
  const anchor = versionAnchor(promise.id, version.n)
  const recorded = promise.words.filter((word) => word.version === version.n).map(({ at }) => at)
  return [...leftAt(turn, anchor), ...recorded]
}

/** How the break of a version was told. */
export const toldOfVersion = (turn: Turn, promise: CustomerPromise, version: PromiseVersion): Told =>
  toldOf(version, wordLeft(turn, promise, version))
