import {
  closeList,
  closeText,
  openList,
  writeEach,
  writeFlag,
  writeNumber,
  writeSeconds,
  writeText,
  type CanonicalBytes,
} from '../fact/canonical-bytes.ts'
import type { CustomerId } from '../fact/subject.ts'
import type {
  CustomerPromise,
  Estimate,
  Evidence,
  HandOver,
  PromiseVersion,
  RecordedWord,
} from '../promise/customer-promise.ts'

/**
 * What `digest.promises` is made of: one customer's promises in the order of their ids, as JSON of lists. Lists have one
 * order only, so the text is canonical as it is, and half as long as with names; it is hashed for every customer.
 * Nothing in it is personal, and nothing depends on when a fact was heard.
 */
export function writePromises(out: CanonicalBytes, customer: CustomerId, promises: readonly CustomerPromise[]): void {
  openList(out)
  writeText(out, customer)
  const ordered = promises.length > 1 ? promises.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : promises
  writeEach(out, ordered, writePromise)
  closeText(out)
}

function writePromise(out: CanonicalBytes, promise: CustomerPromise): void {
  const { rule, madeBy } = promise
  openList(out)
  writeText(out, promise.id)
  writeText(out, promise.kind)
  writeText(out, promise.owner)
  writeText(out, rule.to)
  writeText(out, promise.playbookVersion)
  openList(out)
  writeText(out, madeBy.source)
  writeText(out, madeBy.channel)
  writeText(out, madeBy.agent)
  closeList(out)
  writeEach(out, promise.versions, writeVersion)
  writeText(out, promise.holder)
  writeEach(out, promise.handOvers, writeHandOver)
  writeEstimate(out, promise.estimate)
  writeEach(out, promise.words, writeWord)
  writeEach(out, promise.children, writePromise)
  closeList(out)
}

function writeVersion(out: CanonicalBytes, version: PromiseVersion): void {
  openList(out)
  writeNumber(out, version.n)
  writeText(out, version.state)
  writeSeconds(out, version.made)
  writeSeconds(out, version.dueFrom)
  writeSeconds(out, version.dueTo)
  writeSeconds(out, version.tellBy)
  writeSeconds(out, version.settledAt)
  writeSeconds(out, version.curedAt)
  writeFlag(out, version.withoutWork)
  writeText(out, version.cause)
  writeEach(out, version.evidence, writeEvidence)
  closeList(out)
}

function writeEvidence(out: CanonicalBytes, { as, fact, time }: Evidence): void {
  openList(out)
  writeText(out, as)
  writeText(out, fact)
  writeSeconds(out, time)
  closeList(out)
}

function writeHandOver(out: CanonicalBytes, { from, to, at, fact }: HandOver): void {
  openList(out)
  writeText(out, from)
  writeText(out, to)
  writeSeconds(out, at)
  writeText(out, fact)
  closeList(out)
}

function writeEstimate(out: CanonicalBytes, estimate: Estimate | null): void {
  if (estimate === null) return writeText(out, null)
  openList(out)
  writeNumber(out, estimate.version)
  writeSeconds(out, estimate.at)
  writeText(out, estimate.level)
  writeText(out, estimate.fact)
  closeList(out)
}

function writeWord(out: CanonicalBytes, { version, at, fact }: RecordedWord): void {
  openList(out)
  writeNumber(out, version)
  writeSeconds(out, at)
  writeText(out, fact)
  closeList(out)
}
