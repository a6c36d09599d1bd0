import type { Fact } from '../../core/fact/fact.ts'
import { asOf, runsOutAt } from '../../core/ledger/as-of.ts'
import { changesOf, type PromiseChange } from '../../core/ledger/changes.ts'
import { currentVersion, type CustomerPromise, type PromiseVersion } from '../../core/promise/customer-promise.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { LifeEvent } from '../moment.ts'
import { decide, record } from './decide.ts'
import { considerJeopardy, reachTellBy } from './jeopardy.ts'
import { look } from './look.ts'
import { insertPlan, removePlans } from './plans.ts'
import { versionAnchor, type Turn } from './turn.ts'

/**
 * Looks at a promise again, after a fact or when its time ran out: writes down what changed in what may be said of it,
 * decides the moments of its life, and plans those to come.
 */
export function publish(turn: Turn, promise: CustomerPromise, because?: Fact): void {
  const view = asOf(promise, turn.now)
  const before = turn.published.get(view.id)
  if (before === view) return
  turn.published.set(view.id, view)
  for (const change of changesOf(before, view)) applyChange(turn, change, because)
  if (because !== undefined && view.estimate !== before?.estimate) reconsider(turn, view, because)
  for (const child of view.children) publish(turn, child, because)
}

function reconsider(turn: Turn, promise: CustomerPromise, because: Fact): void {
  const version = currentVersion(promise)
  if (version.state === 'open' && promise.estimate !== null) considerJeopardy(turn, { promise, version }, because)
}

function applyChange(turn: Turn, change: PromiseChange, because: Fact | undefined): void {
  turn.changes.push({ change, at: turn.now, because: because ?? null })
  switch (change.kind) {
    case 'opened':
      life(turn, change, { event: 'made', because })
      plan(turn, change, because)
      return
    case 'settled':
      drop(turn, change, because)
      settledLife(turn, change, because)
      return
    case 'cured':
      life(turn, change, { event: 'cured', because })
      return
    case 'corrected':
      drop(turn, change, because)
      life(turn, change, { event: 'corrected', because })
      settledLife(turn, change, because)
      plan(turn, change, because)
      return
    case 'undone':
      drop(turn, change, because)
  }
}

function settledLife(turn: Turn, change: PromiseChange, because: Fact | undefined): void {
  const { state } = change.version
  if (state === 'open') return
  life(turn, change, { event: state, because })
  if (state === 'broken' && change.promise.rule.standing === null && change.promise.key.includes('/'))
    life(turn, change, { event: 'check-failed', because })
}

interface LifeCome {
  readonly event: LifeEvent
  readonly because: Fact | undefined
}

function life(turn: Turn, { promise, version }: PromiseChange, { event, because }: LifeCome): void {
  const moments = turn.program.moments.get(promise.rule.id)
  if (moments === undefined) return
  for (const moment of moments) {
    if (moment.at.on !== 'life' || moment.at.event !== event) continue
    const anchor = versionAnchor(promise.id, version.n)
    const eligibleAt = because === undefined ? turn.now : Math.min(turn.now, lifeTime(version, event))
    decide(turn, { moment, anchor, occurrence: '0', promise, version, fact: because, eligibleAt })
  }
}

const lifeTime = (version: PromiseVersion, event: LifeEvent): Instant =>
  event === 'made'
    ? version.made
    : event === 'cured'
      ? (version.curedAt ?? Infinity)
      : event === 'corrected'
        ? Infinity
        : (version.settledAt ?? Infinity)

/** Plans what an open version waits for; what is past already is decided now. */
function plan(turn: Turn, { promise, version }: PromiseChange, because: Fact | undefined): void {
  if (version.state !== 'open') return
  const at = { promise: promise.id, version: version.n }
  const end = runsOutAt(promise)
  if (end !== null) insertPlan(turn.plans, { ...at, at: end, what: 'runs-out' })
  if (version.tellBy !== null) {
    if (version.tellBy >= turn.now) insertPlan(turn.plans, { ...at, at: version.tellBy, what: 'tell-by' })
    else reachTellBy(turn, { promise, version }, because)
  }
  const seen = look(turn, { promise, version, fact: because })
  for (const moment of turn.program.moments.get(promise.rule.id) ?? []) {
    if (moment.at.on !== 'clock') continue
    const planned = moment.at.planned(seen)
    if (planned === null) continue
    if (planned >= turn.now) insertPlan(turn.plans, { ...at, at: planned, what: 'moment', moment, eligibleAt: planned })
    else {
      const anchor = versionAnchor(promise.id, version.n)
      decide(turn, { moment, anchor, occurrence: '0', promise, version, fact: because, eligibleAt: planned })
    }
  }
}

/** What was planned for a version that is settled or reads differently now will not be said, and it is written why. */
function drop(turn: Turn, { kind, promise, version }: PromiseChange, because: Fact | undefined): void {
  for (const plan of removePlans(turn.plans, promise.id, version.n)) {
    if (plan.what !== 'moment') continue
    const outlives = plan.moment.at.on === 'clock' && plan.moment.at.outlives
    if (outlives && kind === 'settled') insertPlan(turn.plans, plan)
    else if (kind !== 'corrected' || version.state !== 'open') {
      const anchor = versionAnchor(promise.id, version.n)
      const come = {
        moment: plan.moment,
        anchor,
        occurrence: '0',
        promise,
        version,
        fact: because,
        eligibleAt: plan.at,
      }
      record(turn, come, {
        outcome: 'superseded',
        reason: `the promise is ${kind === 'undone' ? 'undone' : version.state}`,
      })
    }
  }
}
