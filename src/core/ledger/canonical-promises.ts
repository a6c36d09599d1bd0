import type { CustomerId } from '../fact/subject.ts'
import type { CustomerPromise, PromiseVersion } from '../promise/customer-promise.ts'

/**
 * What `digest.promises` is made of: one customer's promises in the order of their ids, as JSON of lists. Lists have one
 * order only, so the text is canonical as it is, and half as long as with names; it is hashed for every customer.
 * Nothing in it is personal, and nothing depends on when a fact was heard.
 */
export function canonicalPromises(customer: CustomerId, promises: Iterable<CustomerPromise>): string {
  const ordered = [...promises]
  if (ordered.length > 1) ordered.sort((a, b) => (a.id < b.id ? -1 : 1))
  return JSON.stringify([customer, ordered.map(listed)])
}

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
    promise.handOvers.map(({ from, to, at, fact }) => [from, to, at, fact]),
    estimate && [estimate.version, estimate.at, estimate.level, estimate.fact],
    promise.words.map(({ version, at, fact }) => [version, at, fact]),
    promise.children.map(listed),
  ]
}

const listedVersion = (version: PromiseVersion): readonly unknown[] => [
  version.n,
  version.state,
  version.made,
  version.dueFrom,
  version.dueTo,
  version.tellBy,
  version.settledAt,
  version.curedAt,
  version.withoutWork,
  version.cause,
  version.evidence.map(({ as, fact, time }) => [as, fact, time]),
]
