import type { Fact } from '../../fact/fact.ts'
import type { CustomerPromise } from '../customer-promise.ts'
import { currentVersion } from '../customer-promise.ts'
import { versionAt } from '../in-force.ts'
import type { FoldContext, PromiseRule } from '../rule.ts'
import { move } from './move.ts'
import { newVersion, settleOverdue, textField, withCurrent, withNext, witnessed } from './versions.ts'

const NO_NOTES: CustomerPromise['notes'] = {}
const NO_CHILDREN: readonly CustomerPromise[] = []

export interface Making {
  readonly rule: PromiseRule
  readonly key: string
  readonly fact: Fact
}

/** The first fact that makes a promise. */
export function make({ rule, key, fact }: Making, context: FoldContext): CustomerPromise {
  const owner = rule.owner(fact)
  return {
    id: `${rule.id}/${key}`,
    rule,
    playbookVersion: versionAt(rule, fact.time),
    key,
    kind: rule.kind(fact),
    owner,
    madeBy: { source: fact.source, channel: textField(fact, 'channel'), agent: textField(fact, 'agent') },
    versions: [newVersion({ n: 1, rule, fact, due: rule.due(fact, context), context, as: 'made' })],
    holder: owner === '' ? null : owner,
    handOvers: [],
    estimate: null,
    words: [],
    notes: NO_NOTES,
    isCheck: false,
    children: NO_CHILDREN,
  }
}

/**
 * Made again under the same key. With the same due it is one more witness; with another due while it stands or is
 * owed, the date has moved; after it was kept or withdrawn a new version opens.
 */
export function makeAgain(promise: CustomerPromise, fact: Fact, context: FoldContext): CustomerPromise {
  const version = currentVersion(promise)
  if (version.state === 'kept' || version.state === 'withdrawn') {
    const same = version.made === fact.time
    return same ? withCurrent(promise, witnessed(version, fact, 'made')) : reopen(promise, fact, context)
  }
  return move(promise, fact, context)
}

/** Settled, and owed once more: the old version stays as it was, a new one opens with terms counted from this fact. */
export function reopen(promise: CustomerPromise, fact: Fact, context: FoldContext): CustomerPromise {
  const version = settleOverdue(currentVersion(promise), fact.time)
  if (version.state === 'open') return withCurrent(promise, witnessed(version, fact, 'reopened'))
  const due = promise.rule.due(fact, context)
  const after = version.made
  const next = newVersion({ n: version.n + 1, rule: promise.rule, fact, due, context, as: 'reopened', after })
  return withNext(promise, version, next)
}
