import { factRef, type Fact } from '../../core/fact/fact.ts'
import { isHistory } from '../../core/fact/history.ts'
import { asOf } from '../../core/ledger/as-of.ts'
import { changesOf, type PromiseChange } from '../../core/ledger/changes.ts'
import { currentVersion, type CustomerPromise, type Estimate } from '../../core/promise/customer-promise.ts'
import { isNeeded, stir } from './dependents.ts'
import { isScored } from './foresee.ts'
import { considerJeopardy, type OpenVersion } from './jeopardy.ts'
import { decideLife } from './life.ts'
import { dropPlans, planVersion } from './planning.ts'
import { planEstimateOver } from './points.ts'
import { versionAnchor, type Turn } from './turn.ts'

/**
 * Looks at a promise again, after a fact or when its time ran out: writes down what changed in what may be said of it,
 * decides the moments of its life, and plans those to come.
 */
export function publish(turn: Turn, promise: CustomerPromise, because?: Fact): void {
  // When a timer runs, all facts of its instant have been heard: what is due then has run out.
  const view = asOf(promise, because === undefined ? turn.now + 1 : turn.now)
  const before = turn.published.get(view.id)
  if (before === view) return
  turn.published.set(view.id, view)
  turn.touched.add(view.id)
  const changes = changesOf(before, view)
  for (const change of changes) apply(turn, change, because)
  const version = currentVersion(view)
  const reads =
    changes.some(({ version: { n } }) => n === version.n) || !isSameEstimate(before?.estimate, view.estimate)
  if (because !== undefined && reads && version.state === 'open')
    lookAhead(turn, { promise: view, version, isNew: changes.some(({ kind }) => kind === 'opened') }, because)
  if (isNeeded(turn, view) && (changes.length > 0 || !isSameEstimate(before?.estimate, view.estimate))) {
    const ranOut = { occurrence: versionAnchor(view.id, version.n) }
    stir(turn, view, because === undefined ? ranOut : { occurrence: factRef(because), fact: because })
  }
  for (const child of view.children) publish(turn, child, because)
  for (const child of before?.children ?? [])
    if (!view.children.some(({ id }) => id === child.id)) retract(turn, child, because)
}

interface Ahead extends OpenVersion {
  readonly isNew: boolean
}

/** A new estimate is looked at when it comes; without one a version is when it is made, history excepted. */
function lookAhead(turn: Turn, { promise, version, isNew }: Ahead, because: Fact): void {
  if (promise.estimate?.version === version.n) {
    planEstimateOver(turn, promise, version)
    const occasion = { occurrence: factRef(because), fact: because, eligibleAt: turn.now }
    considerJeopardy(turn, { promise, version }, occasion)
  } else if (isNew && isScored(turn, promise) && !isHistory(because))
    considerJeopardy(turn, { promise, version }, { occurrence: 'made', fact: because, eligibleAt: version.made })
}

/** Late evidence may fold a promise anew: the same word of the same silo is no news then. */
const isSameEstimate = (a: Estimate | null | undefined, b: Estimate | null): boolean =>
  a === b || (a?.fact === b?.fact && a?.version === b?.version)

/** Late evidence shows that a check of a standing promise was none. */
function retract(turn: Turn, child: CustomerPromise, because: Fact | undefined): void {
  turn.published.delete(child.id)
  for (const version of child.versions) apply(turn, { kind: 'undone', promise: child, version, from: version }, because)
}

function apply(turn: Turn, change: PromiseChange, because: Fact | undefined): void {
  turn.changes.push({ change, at: turn.now, because: because ?? null })
  const { kind } = change
  if (kind === 'settled' || kind === 'corrected' || kind === 'undone') dropPlans(turn, change, because)
  decideLife(turn, change, because)
  if (kind === 'opened' || kind === 'corrected') planVersion(turn, change, because)
}
