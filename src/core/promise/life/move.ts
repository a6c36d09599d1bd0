import type { Fact } from '../../fact/fact.ts'
import type { CustomerPromise, PromiseVersion } from '../customer-promise.ts'
import { currentVersion } from '../customer-promise.ts'
import type { FoldContext } from '../rule.ts'
import { versionWith } from './changed.ts'
import { newVersion, settleOverdue, settlingTime, textField, withCurrent, withNext, witnessed } from './versions.ts'

/**
 * The customer's own act: a reply, a link or a recorded call that says the customer asked; or a silo's fact that names
 * such an act which is on record. A silo's word alone is not.
 */
export function isCustomersAct(fact: Fact, acts: ReadonlySet<string>): boolean {
  if (fact.origin === 'person') return fact.data['asked_by'] === 'customer'
  const act = fact.data['act']
  return typeof act === 'string' && acts.has(act)
}

function ended(version: PromiseVersion, fact: Fact, byCustomer: boolean): PromiseVersion {
  if (version.state !== 'open' && version.state !== 'disputed') return version
  const at = settlingTime(version, fact)
  if (byCustomer) return versionWith(version, { state: 'renegotiated', settledAt: at })
  return versionWith(version, { state: 'broken', settledAt: at, cause: textField(fact, 'cause') })
}

/**
 * The date moves. By the customer's own act in good time: renegotiated. By the company: a slip, the old version is
 * broken there and then. After the due time the old version was broken already. A promise kept or withdrawn stays so,
 * and a date that is over already is no new promise when it is named again.
 */
export function move(promise: CustomerPromise, fact: Fact, context: FoldContext): CustomerPromise {
  const version = settleOverdue(currentVersion(promise), fact.time)
  const due = promise.rule.due(fact, context)
  const same = due.from === version.dueFrom && due.to === version.dueTo
  const over = version.state === 'kept' || version.state === 'withdrawn'
  const ranOut = version.state === 'broken' && version.dueTo !== null && fact.time > version.dueTo
  if (over || (same && (version.state === 'open' || ranOut)))
    return withCurrent(promise, witnessed(version, fact, 'moved'))
  const old = witnessed(ended(version, fact, isCustomersAct(fact, context.acts)), fact, 'moved')
  const after = version.made
  const next = newVersion({ n: version.n + 1, rule: promise.rule, fact, due, context, as: 'moved', after })
  return withNext(promise, old, next)
}
