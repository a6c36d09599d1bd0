import type { Fact } from '../../core/fact/fact.ts'
import { customerId, subjectsOf, type Sha256 } from '../../core/fact/subject.ts'
import { bucketOf } from '../../store/bucket.ts'
import { SUBJECT_KINDS } from '../../store/log/fact-columns.ts'
import { writeRelay, type RelayRow } from '../../store/relay/write-relay.ts'
import type { Tx } from '../../store/store.ts'

/** Tells a fact to the subject it names, whoever holds it: with the caller's commit, and once. */
export const tell = (tx: Tx, fact: Fact, sha256: Sha256): Promise<void> => writeRelay(tx, [told(fact, sha256)])

function told(fact: Fact, sha256: Sha256): RelayRow {
  const subject = customerId(fact.subject, sha256)
  const kind = subjectsOf(fact)[0]?.kind ?? 'customer'
  return { bucket: bucketOf(subject), subject_kind: SUBJECT_KINDS.indexOf(kind), subject, fact }
}
