import type { Instant } from '../time/instant.ts'
import type { PromiseRule } from './rule.ts'

/**
 * Whether a fact that was true at `time` makes its promise by this rule. The version that makes a promise is the one that
 * was the newest when the making fact was *true*; when it was heard does not matter, so the same facts make the same
 * promises in any order of arrival. From then on this rule alone judges the promise, whatever is published later: facts
 * of any time keep, move and break it by this rule's clauses and by no other's.
 */
export const makesAt = ({ versions, until }: PromiseRule, time: Instant): boolean =>
  time < until && versions[0].since <= time

/** Of the versions that say the same, the one that was the newest at `time`: it is named with the promise. */
export function versionAt({ versions }: PromiseRule, time: Instant): string {
  const [first] = versions
  return (versions.length === 1 ? first : (versions.findLast(({ since }) => since <= time) ?? first)).version
}
