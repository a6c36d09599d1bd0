import { startDigest, type Digest } from '../core/fact/digest.ts'
import { subjectsOf, type Sha256 } from '../core/fact/subject.ts'
import { writePromises } from '../core/ledger/canonical-promises.ts'
import { writeDecisions } from '../core/message/canonical-decisions.ts'
import type { Decision } from '../core/message/decision.ts'
import type { Instant } from '../core/time/instant.ts'
import type { Forecaster } from '../forecast/forecaster.ts'
import type { Program } from '../playbook/program.ts'
import { allSubjects, type NamedSubject } from '../store/doctor/subjects.ts'
import { inSnapshot } from '../store/doctor/snapshot.ts'
import { storedPromises } from '../store/doctor/stored-promises.ts'
import { decisionsOf } from '../store/ledger/decisions-of.ts'
import type { DecisionRow } from '../store/ledger/write-decisions.ts'
import type { PromiseRow } from '../store/ledger/write-promises.ts'
import { SUBJECT_KINDS } from '../store/log/fact-columns.ts'
import { factsOf, type LoggedFact } from '../store/log/facts-of.ts'
import { timersOf } from '../store/timer/timers-of.ts'
import type { Store, Tx } from '../store/store.ts'
import { compare, type Difference } from './verify/compare.ts'
import { groupBy } from './group-by.ts'
import { refoldFresh } from './verify/refold.ts'

export interface VerifyOptions {
  readonly program: Program
  /** What the models of their times said; absent: none was in force. */
  readonly forecaster?: Forecaster | null
  readonly zone: string
  readonly sha256: Sha256
  /** Lets time pass to here before digesting, as `troth replay --until` does; null: as far as each customer's timer. */
  readonly until: Instant | null
  readonly onProgress?: (customer: string) => void
}

export interface Verified {
  readonly customers: number
  readonly facts: number
  readonly promises: number
  readonly decisions: number
  readonly digest: { readonly promises: string; readonly decisions: string }
  /** How many rows say something else than the log. */
  readonly differing: { readonly promises: number; readonly decisions: number }
  /** The first of them. */
  readonly differences: readonly Difference[]
}

const SHOWN = 20

interface Verifying extends VerifyOptions {
  readonly promisesDigest: Digest
  readonly decisionsDigest: Digest
  readonly sums: { customers: number; facts: number; promises: number; decisions: number }
  readonly differing: { promises: number; decisions: number }
  readonly differences: Difference[]
}

/**
 * Folds every customer anew from the log and compares what comes out with the tables of promises and decisions. Reads 500
 * customers at a time from one instant of the database, so that memory stays small and a running engine disturbs nothing.
 */
export async function verify(store: Store, options: VerifyOptions): Promise<Verified> {
  const verifying: Verifying = {
    ...options,
    promisesDigest: startDigest(options.sha256),
    decisionsDigest: startDigest(options.sha256),
    sums: { customers: 0, facts: 0, promises: 0, decisions: 0 },
    differing: { promises: 0, decisions: 0 },
    differences: [],
  }
  await inSnapshot(store, async (tx) => {
    for await (const subjects of allSubjects(tx)) await verifySome(tx, subjects, verifying)
  })
  const { sums, promisesDigest, decisionsDigest, differing, differences } = verifying
  const digest = { promises: promisesDigest.value(), decisions: decisionsDigest.value() }
  return { ...sums, digest, differing, differences }
}

const kindOf = (alias: string): number => {
  const named = { source: '', id: '', type: '', time: 0, heard: 0, origin: 'outside', data: {} } as const
  return Math.max(0, SUBJECT_KINDS.indexOf(subjectsOf({ ...named, subject: alias })[0]?.kind ?? 'customer'))
}

async function verifySome(tx: Tx, subjects: readonly NamedSubject[], verifying: Verifying): Promise<void> {
  const customers = subjects.map(({ bucket, subject }) => ({ bucket, customer: subject }))
  const places = subjects.map(({ bucket, subject, alias }) => ({ bucket, subject_kind: kindOf(alias), subject }))
  const facts = groupBy(await factsOf(tx, places), ({ subject }) => subject)
  const promises = groupBy(await storedPromises(tx, customers), ({ customer }) => customer)
  const decisions = groupBy(await decisionsOf(tx, customers), ({ customer }) => customer)
  const timers = await timersOf(tx, places)
  for (const { subject, bucket, alias } of subjects) {
    const logged = facts.get(subject) ?? []
    const onRecord = { promises: promises.get(subject) ?? [], decisions: decisions.get(subject) ?? [] }
    verifyOne(
      { subject, bucket, kind: kindOf(alias), logged, wake: timers.get(subject) ?? null, ...onRecord },
      verifying,
    )
  }
}

interface Customer {
  readonly subject: string
  readonly bucket: number
  readonly kind: number
  readonly logged: readonly LoggedFact[]
  readonly wake: Instant | null
  readonly promises: readonly PromiseRow[]
  readonly decisions: readonly DecisionRow[]
}

function verifyOne(customer: Customer, verifying: Verifying): void {
  const { subject, logged, promises, decisions } = customer
  const { sums, differing, differences, promisesDigest, decisionsDigest, onProgress } = verifying
  const refolded = refoldFresh(customer, verifying)
  for (const difference of compare(customer, refolded)) {
    differing[difference.of] += 1
    if (differences.length < SHOWN) differences.push(difference)
  }
  if (!isOurOwn(customer)) promisesDigest.add(subject, (out) => writePromises(out, subject, refolded.digested()))
  if (decisions.length > 0)
    decisionsDigest.add(subject, (out) => writeDecisions(out, subject, decisions.map(decisionOf)))
  sums.customers += 1
  sums.facts += logged.length
  sums.promises += promises.length
  sums.decisions += decisions.length
  onProgress?.(subject)
}

/** A silo that only ever heard what Troth itself stated: no file of facts has it, so that no replay digests it. */
const isOurOwn = ({ kind, logged }: Customer): boolean =>
  SUBJECT_KINDS[kind] !== 'customer' && logged.every(({ fact }) => fact.origin === 'engine')

const decisionOf = (row: DecisionRow): Decision => ({
  customer: row.customer,
  anchor: row.anchor,
  moment: row.moment,
  occurrence: row.occurrence,
  outcome: row.outcome as Decision['outcome'],
  action: row.action as Decision['action'],
  at: row.at,
  eligibleAt: row.eligible_at,
  promise: row.promise,
  version: row.version,
  because: row.because as Decision['because'],
  playbookVersion: row.playbook_version,
  modelVersion: row.model_version,
  arm: row.arm,
  propensity: row.propensity,
  expected: row.expected,
})
