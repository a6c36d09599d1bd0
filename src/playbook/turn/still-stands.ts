import {
  currentVersion,
  isCounted,
  type CustomerPromise,
  type PromiseVersion,
} from '../../core/promise/customer-promise.ts'
import { reaches } from '../../forecast/forecast.ts'
import type { StillStanding } from '../text/names.ts'
import { foresee } from './foresee.ts'
import { openPromises } from './incidents.ts'
import type { Turn } from './turn.ts'

/** More than these nobody reads in a message about one that is late. */
const MOST = 20

/**
 * What a heads-up about one promise may call untouched, the earliest first: the customer's other promises that are open,
 * due at a known time still to come, in no jeopardy themselves, and not waiting for the late one.
 */
export function stillStands(turn: Turn, late: CustomerPromise): readonly StillStanding[] {
  return openPromises(turn)
    .filter((promise) => promise.id !== late.id && isCounted(promise) && !waitsFor(turn, promise, late))
    .flatMap((promise) => {
      const version = currentVersion(promise)
      const at = version.dueFrom ?? version.dueTo
      return at === null || at <= turn.now || isInJeopardy(turn, promise, version)
        ? []
        : [{ kind: promise.kind, key: promise.key, at }]
    })
    .toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : a.key > b.key ? 1 : a.kind < b.kind ? -1 : 1))
    .slice(0, MOST)
}

function isInJeopardy(turn: Turn, promise: CustomerPromise, version: PromiseVersion): boolean {
  const forecast = foresee(turn, promise, version)
  return forecast !== null && reaches(forecast.level, 'medium')
}

/** Through one need or many; lint refuses circles, and the names met on the way end one all the same. */
function waitsFor({ program }: Turn, { rule, key }: CustomerPromise, late: CustomerPromise): boolean {
  if (key !== late.key) return false
  const met = new Set([rule.id])
  for (const id of met) for (const need of program.rules.get(id)?.needs ?? []) met.add(need)
  return rule.id !== late.rule.id && met.has(late.rule.id)
}
