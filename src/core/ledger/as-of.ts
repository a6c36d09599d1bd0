import type { CustomerPromise } from '../promise/customer-promise.ts'
import { currentVersion } from '../promise/customer-promise.ts'
import { brokenAt, withCurrent } from '../promise/life/versions.ts'
import type { Instant } from '../time/instant.ts'

/** When an open promise settles by itself: its due time, and the grace its evidence is given to arrive. */
export function runsOutAt(promise: CustomerPromise): Instant | null {
  const version = currentVersion(promise)
  if (version.state !== 'open' || version.dueTo === null || promise.rule.standing !== null) return null
  return version.dueTo + promise.rule.grace
}

/**
 * The promise as one may speak of it at `now`, before anything else of that instant is heard: broken when its time and
 * its grace are over and nothing came. Due at `now` it may still be kept.
 */
export function asOf(promise: CustomerPromise, now: Instant): CustomerPromise {
  const end = runsOutAt(promise)
  if (end === null || end >= now) return promise
  const version = currentVersion(promise)
  return withCurrent(promise, brokenAt(version, version.dueTo ?? now))
}
