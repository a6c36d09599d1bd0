import { canonicalJson } from '../../core/fact/canonical.ts'
import type { Fact } from '../../core/fact/fact.ts'
import { isHistory } from '../../core/fact/history.ts'
import type { Sha256 } from '../../core/fact/subject.ts'
import { decisionId, type Decision } from '../../core/message/decision.ts'
import { isCounted, type CustomerPromise, type PromiseVersion } from '../../core/promise/customer-promise.ts'
import { toldOfVersion } from '../../playbook/turn/told.ts'
import type { DecisionRow } from '../../store/ledger/write-decisions.ts'
import type { PromiseRow } from '../../store/ledger/write-promises.ts'
import { type FactRow } from '../../store/log/append-facts.ts'
import { ORIGINS } from '../../store/log/fact-columns.ts'
import type { Known } from './known.ts'

export interface Sealed {
  readonly personal: string | null
  readonly keyId: number | null
}

const NOTHING_SEALED: Sealed = { personal: null, keyId: null }

/** The next row of a subject's log. */
export function factRow(known: Known, fact: Fact, { personal, keyId }: Sealed = NOTHING_SEALED): FactRow {
  known.seq += 1
  known.heard = fact.heard
  return {
    bucket: known.bucket,
    subject_kind: known.kind,
    subject: known.subject,
    seq: known.seq,
    heard: fact.heard,
    type: fact.type,
    time: fact.time,
    known: fact.known ?? null,
    history: isHistory(fact),
    origin: ORIGINS.indexOf(fact.origin),
    source: fact.source,
    id: fact.id,
    about: fact.subject,
    sequence: fact.sequence ?? null,
    data: fact.data,
    personal,
    key_id: keyId,
  }
}

export function promiseRow(known: Known, promise: CustomerPromise, version: PromiseVersion): PromiseRow {
  return {
    bucket: known.bucket,
    customer: known.subject,
    id: promise.id,
    version: version.n,
    kind: promise.kind,
    key: promise.key,
    owner: promise.owner,
    to: promise.rule.to,
    counted: isCounted(promise),
    state: version.state,
    made: version.made,
    due_from: version.dueFrom,
    due_to: version.dueTo,
    tell_by: version.tellBy,
    settled: version.settledAt,
    cured_at: version.curedAt,
    without_work: version.withoutWork,
    cause: version.cause,
    told: version.state === 'broken' ? toldOfVersion(known.turn, promise, version) : null,
    playbook_version: promise.playbookVersion,
    evidence: version.evidence,
  }
}

/** What a promise's row says, as text: two rows of one customer with the same text say the same. */
export function promiseText(whole: PromiseRow): string {
  const { bucket: _, customer: __, ...row } = whole
  return canonicalJson(row)
}

export function decisionRow(known: Known, decision: Decision, sha256: Sha256): DecisionRow {
  known.decisions += 1
  return {
    bucket: known.bucket,
    customer: known.subject,
    anchor: decision.anchor,
    moment: decision.moment,
    occurrence: decision.occurrence,
    n: known.decisions,
    id: decisionId(decision, sha256),
    outcome: decision.outcome,
    at: decision.at,
    eligible_at: decision.eligibleAt,
    promise: decision.promise,
    version: decision.version,
    expected: decision.expected,
    action: decision.action,
    because: decision.because,
    playbook_version: decision.playbookVersion,
    model_version: decision.modelVersion,
    arm: decision.arm,
    propensity: decision.propensity,
  }
}
