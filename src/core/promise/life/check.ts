import type { Fact } from '../../fact/fact.ts'
import type { CustomerPromise } from '../customer-promise.ts'
import { currentVersion } from '../customer-promise.ts'
import type { FoldContext, PromiseRule, StandingRule } from '../rule.ts'
import { promiseWith } from './changed.ts'
import { make } from './make.ts'
import { breakPromise, keep } from './settle.ts'
import { brokenAt, withCurrent, witnessed } from './versions.ts'

export interface Check {
  readonly standing: StandingRule
  /** The fact that made the standing promise. */
  readonly promised: Fact
  readonly fact: Fact
  readonly context: FoldContext
}

/**
 * One check of a standing promise is one child promise, settled by the check itself. The same bill checked again is
 * the same child: a draft put right is a break that was cured, a right one made wrong is broken then. After `until`
 * nothing is promised any more.
 */
export function check(parent: CustomerPromise, { standing, promised, fact, context }: Check): CustomerPromise {
  const until = standing.until(promised)
  if (until !== null && fact.time > until) return parent
  const key = `${parent.key}/${standing.childKey(fact)}`
  const index = parent.children.findIndex((child) => child.key === key)
  const child = parent.children[index] ?? make({ rule: childRule(parent.rule), key, fact }, context)
  const settled = standing.holds(promised.data, fact.data) ? keep(child, fact) : fails(child, fact)
  const { kind, owner, playbookVersion } = parent
  const owned = promiseWith(settled, { kind, owner, playbookVersion, isCheck: true })
  const children = index < 0 ? [...parent.children, owned] : parent.children.with(index, owned)
  return promiseWith(parent, { children })
}

function fails(child: CustomerPromise, fact: Fact): CustomerPromise {
  const version = currentVersion(child)
  if (version.state !== 'kept') return breakPromise(child, fact)
  return withCurrent(child, witnessed(brokenAt(version, fact.time), fact, 'broken'))
}

/** A check is due when it is made: a bill is right or wrong the moment it is drafted. */
const childRule = (rule: PromiseRule): PromiseRule => ({
  ...rule,
  standing: null,
  due: (fact) => ({ from: null, to: fact.time }),
})
