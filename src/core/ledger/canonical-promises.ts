import type { CustomerId } from '../fact/subject.ts'
import type { CustomerPromise, PromiseVersion } from '../promise/customer-promise.ts'

/**
 * What `digest.promises` is made of: one customer's promises as canonical JSON, in the order of their ids. The fields
 * are written in code-unit order, so that the platform's own JSON writer gives the canonical text (a test holds it to
 * canonicalJson); nothing in it is personal, and nothing depends on when a fact was heard.
 */
export function canonicalPromises(customer: CustomerId, promises: Iterable<CustomerPromise>): string {
  const ordered = [...promises].map(plainPromise)
  if (ordered.length > 1) ordered.sort((a, b) => (a.id < b.id ? -1 : 1))
  return JSON.stringify({ customer, promises: ordered })
}

type Plain = { readonly id: string; readonly [field: string]: unknown }

function plainPromise(promise: CustomerPromise): Plain {
  const { estimate, holder, id, key, kind, madeBy, owner, rule } = promise
  return {
    children: promise.children.map(plainPromise),
    estimate: estimate && {
      at: estimate.at,
      fact: estimate.fact,
      level: estimate.level,
      version: estimate.version,
    },
    handOvers: promise.handOvers.map(({ at, fact, from, to }) => ({ at, fact, from, to })),
    holder,
    id,
    key,
    kind,
    madeBy: { agent: madeBy.agent, channel: madeBy.channel, source: madeBy.source },
    owner,
    playbookVersion: rule.playbookVersion,
    to: rule.to,
    versions: promise.versions.map(plainVersion),
    words: promise.words.map(({ at, fact, version }) => ({ at, fact, version })),
  }
}

const plainVersion = (version: PromiseVersion): object => ({
  cause: version.cause,
  curedAt: version.curedAt,
  dueFrom: version.dueFrom,
  dueTo: version.dueTo,
  evidence: version.evidence.map(({ as, fact, time }) => ({ as, fact, time })),
  made: version.made,
  n: version.n,
  settledAt: version.settledAt,
  state: version.state,
  tellBy: version.tellBy,
  withoutWork: version.withoutWork,
})
