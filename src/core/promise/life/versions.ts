import type { Fact } from '../../fact/fact.ts'
import { factRef } from '../../fact/fact.ts'
import type { Instant } from '../../time/instant.ts'
import type { CustomerPromise, Evidence, PromiseVersion } from '../customer-promise.ts'
import { isOutstanding } from '../customer-promise.ts'
import type { Due } from '../rule.ts'
import { usualTellBy } from '../tell-by.ts'
import type { FoldContext, PromiseRule } from '../rule.ts'
import { promiseWith, versionWith } from './changed.ts'

export const evidenceOf = (fact: Fact, as: string): Evidence => ({ fact: factRef(fact), time: fact.time, as })

/** Evidence may be earlier than the making; a version cannot be settled before it stood. */
export const settlingTime = (version: PromiseVersion, fact: Fact): Instant => Math.max(version.made, fact.time)

export const textField = (fact: Fact, name: string): string | null => {
  const value = fact.data[name]
  return typeof value === 'string' && value !== '' ? value : null
}

export interface NewVersion {
  readonly n: number
  readonly rule: PromiseRule
  readonly fact: Fact
  readonly due: Due
  readonly context: FoldContext
  readonly as: string
  /** When the version before it was made: two silos' clocks may say otherwise, but none stands before that. */
  readonly after?: Instant
}

export function newVersion({ n, rule, fact, due, context, as, after = -Infinity }: NewVersion): PromiseVersion {
  const made = Math.max(after, fact.time)
  const tellBy = rule.tellBy?.(due, fact, context) ?? usualTellBy(made, due)
  return {
    n,
    made,
    dueFrom: due.from,
    dueTo: due.to,
    tellBy: tellBy === null ? null : Math.max(tellBy, made),
    state: 'open',
    settledAt: null,
    curedAt: null,
    withoutWork: false,
    cause: null,
    evidence: [evidenceOf(fact, as)],
  }
}

export const withCurrent = (promise: CustomerPromise, version: PromiseVersion): CustomerPromise =>
  promiseWith(promise, {
    versions: promise.versions.length === 1 ? [version] : [...promise.versions.slice(0, -1), version],
  })

export const withNext = (promise: CustomerPromise, ended: PromiseVersion, next: PromiseVersion): CustomerPromise =>
  promiseWith(promise, { versions: [...promise.versions.slice(0, -1), ended, next] })

export const witnessed = (version: PromiseVersion, fact: Fact, as: string): PromiseVersion =>
  versionWith(version, { evidence: [...version.evidence, evidenceOf(fact, as)] })

/** Open although its time was over when this became true. */
export const isOverdueAt = (version: PromiseVersion, at: Instant): boolean =>
  version.state === 'open' && version.dueTo !== null && at > version.dueTo

export const brokenAt = (version: PromiseVersion, at: Instant): PromiseVersion =>
  versionWith(version, { state: 'broken', settledAt: at })

/** A promise that ran out broke at its due time, whoever noticed when. */
export const settleOverdue = (version: PromiseVersion, at: Instant): PromiseVersion =>
  isOverdueAt(version, at) ? brokenAt(version, version.dueTo ?? at) : version

/** What was owed has come (or is no longer wanted): nothing of this promise is outstanding any more. */
export function cureAll(promise: CustomerPromise, at: Instant): CustomerPromise {
  if (!promise.versions.some(isOutstanding)) return promise
  const versions = promise.versions.map((version) => (isOutstanding(version) ? curedOnce(version, at) : version))
  return promiseWith(promise, { versions })
}

/** Evidence earlier than the making may say both; it is never made good before it broke. */
const curedOnce = (version: PromiseVersion, at: Instant): PromiseVersion =>
  versionWith(version, { curedAt: Math.max(version.settledAt ?? at, at) })
