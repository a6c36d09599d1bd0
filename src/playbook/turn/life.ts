import type { Fact } from '../../core/fact/fact.ts'
import type { PromiseChange } from '../../core/ledger/changes.ts'
import type { PromiseVersion } from '../../core/promise/customer-promise.ts'
import { slipsUpTo } from '../../core/promise/slips.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { LifeEvent, Moment } from '../moment.ts'
import { decide, record, whyTooLate } from './decide.ts'
import type { MovedBy } from '../seen.ts'
import { look } from './look.ts'
import { movedBy } from './moved-by.ts'
import { versionAnchor, type Turn } from './turn.ts'

/** Decides the moments that hang on what has just become of a promise. */
export function decideLife(turn: Turn, change: PromiseChange, because: Fact | undefined): void {
  const moments = turn.program.moments.get(change.promise.rule.id)
  if (moments === undefined || moments.life.size === 0) return
  const { promise, version } = change
  for (const event of eventsOf(turn, change)) {
    const waiting = moments.life.get(event)
    if (waiting === undefined) continue
    const anchor = versionAnchor(promise.id, version.n)
    const eligibleAt = because === undefined ? turn.now : Math.min(turn.now, timeOf(version, event))
    for (const moment of waiting) {
      if (event === 'slipped' && !hasSlipped(change, moment)) continue
      const come = { moment, anchor, occurrence: '0', promise, version, fact: because, eligibleAt }
      // Heard of when it was over already: what would have been said of its making is true no longer.
      const isOver = OPENINGS.has(event) && version.state !== 'open'
      if (isOver && whyTooLate(turn, come, look(turn, come)) === null)
        record(turn, come, { outcome: 'superseded', reason: `the promise is ${version.state}` })
      else decide(turn, come)
    }
  }
}

/** So often, or more often. */
const hasSlipped = ({ promise, version }: PromiseChange, { at }: Moment): boolean =>
  at.on === 'life' && slipsUpTo(promise, version.n) >= at.from

const MADE: readonly LifeEvent[] = ['made']
const SLIPPED: readonly LifeEvent[] = ['made', 'slipped']
const MOVED: readonly LifeEvent[] = ['made', 'moved']
const OPENINGS: ReadonlySet<LifeEvent> = new Set(['made', 'slipped', 'moved'])

function openings(by: MovedBy | null): readonly LifeEvent[] {
  if (by === null) return MADE
  return by === 'customer' ? MOVED : SLIPPED
}

function eventsOf(turn: Turn, { kind, promise, version }: PromiseChange): readonly LifeEvent[] {
  switch (kind) {
    case 'opened':
      return openings(movedBy(turn, version))
    case 'settled':
      return settledEvents(version, promise.isCheck)
    case 'cured':
      return ['cured']
    case 'corrected':
      return ['corrected', ...settledEvents(version, promise.isCheck)]
    case 'undone':
      return []
  }
}

function settledEvents({ state }: PromiseVersion, isCheck: boolean): readonly LifeEvent[] {
  if (state === 'open') return []
  return isCheck && state === 'broken' ? ['broken', 'check-failed'] : [state]
}

/** When it became true; a promise that ran out did so when its grace was over, which is now. */
function timeOf(version: PromiseVersion, event: LifeEvent): Instant {
  if (OPENINGS.has(event)) return version.made
  const at = event === 'cured' ? version.curedAt : event === 'corrected' ? null : version.settledAt
  return at ?? Infinity
}
