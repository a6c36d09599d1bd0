import type { Decision } from '../../core/message/decision.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Turn } from '../../playbook/turn/turn.ts'
import { isOfPeriod } from './telling.ts'
import type { Period } from './period.ts'

/** Something a playbook did: said to the customer, nudged a silo with, or opened a case for. */
export interface Act {
  readonly at: Instant
  /** What the world would have noticed of it, whichever playbook did it. */
  readonly name: string
  readonly decision: Decision
}

/** What a playbook did in the period, in time order; at one instant by name. */
export const actsOf = (turn: Turn, period: Period): readonly Act[] =>
  turn.decisions
    .filter((decision) => decision.outcome === 'said' && isOfPeriod(turn, decision, period))
    .map((decision) => ({ at: decision.at, name: nameOf(decision), decision }))
    .toSorted((a, b) => a.at - b.at || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))

/** A playbook's own names (of its promises, moments, versions) are no part of it: two may do the same under other names. */
function nameOf({ action, promise, expected }: Decision): string {
  const key = promise === null ? '' : promise.slice(promise.indexOf('/') + 1)
  switch (action.do) {
    case 'say':
      return [key, 'say', action.template, action.ask.join('+'), action.class, expected ?? ''].join('\n')
    case 'nudge':
      return [key, 'nudge', action.silo, action.rung].join('\n')
    case 'case':
      return [key, 'case', action.kind, action.owner ?? ''].join('\n')
  }
}

/** The first instant at which two playbooks did not do the same; null: they never differ. */
export function divergence(ours: readonly Act[], theirs: readonly Act[]): Instant | null {
  const length = Math.max(ours.length, theirs.length)
  for (let index = 0; index < length; index++) {
    const [a, b] = [ours[index], theirs[index]]
    if (a?.at === b?.at && a?.name === b?.name) continue
    return Math.min(a?.at ?? Infinity, b?.at ?? Infinity)
  }
  return null
}
