import type { Instant } from '../../core/time/instant.ts'
import type { Zone } from '../../core/time/zone.ts'
import { shrunken, unshrunken, type Chances, type Thinning } from '../model/chances.ts'
import { countedIn, type Outcomes } from '../model/outcomes.ts'
import type { PastVersion } from '../model/past.ts'
import { workedBy, type WorkedBy } from '../model/working-hours.ts'
import { thinningOf } from './thinning.ts'
import { weeksOf, type Weeks } from './weeks.ts'

/** What can be known of the past at an instant, `until`; asked about earlier ones it says what was known then. */
export interface Knowledge {
  readonly until: Instant
  readonly zone: Zone
  readonly weeks: Weeks
  readonly thinning: Thinning
  readonly worked: (owner: string) => WorkedBy
  readonly chances: (owner: string, kind: string, at: Instant) => Chances
}

export function knowledgeOf(
  past: readonly PastVersion[],
  outcomes: Outcomes,
  { until, zone }: Pick<Knowledge, 'until' | 'zone'>,
): Knowledge {
  const weeks = weeksOf(past, { until, zone })
  const everybody = workedBy(weeks.all)
  const byOwner = new Map([...weeks.byOwner].map(([owner, week]) => [owner, workedBy(week)]))
  return {
    until,
    zone,
    weeks,
    thinning: thinningOf(past, until),
    worked: (owner) => byOwner.get(owner) ?? everybody,
    chances: (owner, kind, at) => chancesIn(outcomes, { owner, kind }, Math.min(at, until)),
  }
}

/** A kind's chances drawn towards its silo's, those towards everybody's; without a kind the silo's own. */
export function chancesIn(
  outcomes: Outcomes,
  of: { readonly owner?: string; readonly kind?: string },
  at: Instant,
): Chances {
  const all = unshrunken(countedIn(outcomes.all, -Infinity, at))
  const owner = of.owner === undefined ? undefined : outcomes.byOwner.get(of.owner)
  if (owner === undefined) return all
  const silo = shrunken(countedIn(owner.all, -Infinity, at), all)
  const kind = of.kind === undefined ? undefined : owner.byKind.get(of.kind)
  return kind === undefined ? silo : shrunken(countedIn(kind, -Infinity, at), silo)
}
