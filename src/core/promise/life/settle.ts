import type { Fact } from '../../fact/fact.ts'
import type { CustomerPromise, PromiseVersion } from '../customer-promise.ts'
import { currentVersion, isOutstanding } from '../customer-promise.ts'
import { versionWith } from './changed.ts'
import { brokenAt, cureAll, settleOverdue, settlingTime, textField, withCurrent, witnessed } from './versions.ts'

function paperOnly(version: PromiseVersion, fact: Fact): PromiseVersion {
  return fact.data['without_work'] === true ? versionWith(version, { withoutWork: true }) : version
}

/** It came. In time: kept. Too late: broken at its due time, and cured now. */
export function keep(promise: CustomerPromise, fact: Fact): CustomerPromise {
  const version = settleOverdue(currentVersion(promise), fact.time)
  const seen = witnessed(version, fact, 'kept')
  switch (version.state) {
    case 'open':
      return cureAll(withCurrent(promise, paperOnly(keptAt(seen, fact), fact)), fact.time)
    case 'disputed': {
      const late = version.dueTo !== null && fact.time > version.dueTo
      const settled = late ? brokenAt(seen, version.dueTo ?? fact.time) : keptAt(seen, fact)
      return cureAll(withCurrent(promise, paperOnly(settled, fact)), fact.time)
    }
    case 'broken':
      return cureAll(withCurrent(promise, isOutstanding(version) ? paperOnly(seen, fact) : seen), fact.time)
    case 'kept':
    case 'renegotiated':
    case 'withdrawn':
      return withCurrent(promise, seen)
  }
}

const keptAt = (version: PromiseVersion, fact: Fact): PromiseVersion =>
  versionWith(version, { state: 'kept', settledAt: settlingTime(version, fact) })

/** A silo says it did not hold. A promise already settled keeps its settlement; the fact stays with it as evidence. */
export function breakPromise(promise: CustomerPromise, fact: Fact): CustomerPromise {
  const version = settleOverdue(currentVersion(promise), fact.time)
  const seen = witnessed(version, fact, 'broken')
  const cause = textField(fact, 'cause')
  if (version.state === 'open' || version.state === 'disputed')
    return withCurrent(
      promise,
      paperOnly(versionWith(seen, { state: 'broken', settledAt: settlingTime(version, fact), cause }), fact),
    )
  const caused = version.state === 'broken' && version.cause === null ? versionWith(seen, { cause }) : seen
  return withCurrent(promise, isOutstanding(version) ? paperOnly(caused, fact) : caused)
}

/** The customer no longer wants it. What broke before stays broken, but is owed no longer. */
export function withdraw(promise: CustomerPromise, fact: Fact): CustomerPromise {
  const version = settleOverdue(currentVersion(promise), fact.time)
  const seen = witnessed(version, fact, 'withdrawn')
  const isOpen = version.state === 'open' || version.state === 'disputed'
  const settled: PromiseVersion = isOpen
    ? versionWith(seen, { state: 'withdrawn', settledAt: settlingTime(version, fact) })
    : seen
  return cureAll(withCurrent(promise, settled), fact.time)
}

/** The two sides say different things; until settled again it counts neither as kept nor as broken. */
export function dispute(promise: CustomerPromise, fact: Fact): CustomerPromise {
  const version = currentVersion(promise)
  const seen = witnessed(version, fact, 'disputed')
  return withCurrent(
    promise,
    versionWith(seen, { state: 'disputed', settledAt: settlingTime(version, fact), curedAt: null }),
  )
}

/** Made good by something other than the promised thing itself. */
export function cure(promise: CustomerPromise, fact: Fact): CustomerPromise {
  const version = settleOverdue(currentVersion(promise), fact.time)
  return cureAll(withCurrent(promise, witnessed(version, fact, 'cured')), fact.time)
}
