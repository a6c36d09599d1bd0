import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import { toldOf, type Told } from '../../core/promise/told.ts'
import { versionAnchor, type Turn } from '../turn/turn.ts'

/** How a version was told at the end of a turn: by heads-ups that were said, or by a person's recorded word. */
export function toldAtEnd(turn: Turn, promise: CustomerPromise, version: PromiseVersion): Told {
  const said = (turn.sayings.get(versionAnchor(promise.id, version.n)) ?? []).map(({ at }) => at)
  const recorded = promise.words.filter((word) => word.version === version.n).map(({ at }) => at)
  return toldOf(version, [...said, ...recorded])
}
