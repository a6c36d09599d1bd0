import type { CustomerId } from '../fact/subject.ts'
import type { CustomerPromise, PromiseVersion } from '../promise/customer-promise.ts'
import type { Instant } from '../time/instant.ts'

/**
 * What `digest.promises` is made of: one customer's promises in the order of their ids, as JSON of lists. Lists have one
 * order only, so the text is canonical as it is, and half as long as with names; it is hashed for every customer.
 * Nothing in it is personal, and nothing depends on when a fact was heard.
 */
export function canonicalPromises(customer: CustomerId, promises: readonly CustomerPromise[]): string {
  const ordered = promises.length > 1 ? promises.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : promises
  return JSON.stringify([customer, ordered.map(listed)])
}

/** Seconds: whole ones are written three times as fast as their milliseconds (0.08 against 0.26 µs, 2026-11-22). */
const seconds = (at: Instant | null): number | null => (at === null ? null : at / 1000)

function listed(promise: CustomerPromise): readonly unknown[] {
  const { id, kind, owner, rule, madeBy, holder, estimate } = promise
  return [
    id,
    kind,
    owner,
    rule.to,
    rule.playbookVersion,
    [madeBy.source, madeBy.channel, madeBy.agent],
    promise.versions.map(listedVersion),
    holder,
    promise.handOvers.map(({ from, to, at, fact }) => [from, to, seconds(at), fact]),
    estimate && [estimate.version, seconds(estimate.at), estimate.level, estimate.fact],
    promise.words.map(({ version, at, fact }) => [version, seconds(at), fact]),
    promise.children.map(listed),
  ]
}

const listedVersion = (version: PromiseVersion): readonly unknown[] => [
  version.n,
  version.state,
  seconds(version.made),
  seconds(version.dueFrom),
  seconds(version.dueTo),
  seconds(version.tellBy),
  seconds(version.settledAt),
  seconds(version.curedAt),
  version.withoutWork,
  version.cause,
  version.evidence.map(({ as, fact, time }) => [as, fact, seconds(time)]),
]
