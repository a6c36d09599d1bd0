import type { Fact } from '../core/fact/fact.ts'
import { customerId, subjectsOf, type Sha256 } from '../core/fact/subject.ts'
import { bucketOf } from '../store/bucket.ts'
import { SUBJECT_KINDS } from '../store/log/fact-columns.ts'
import type { SubjectPlace } from '../store/log/facts-of.ts'

export interface AliasPlace extends SubjectPlace {
  readonly customer: string
}

/** Where whoever an alias names is kept. */
export function placeOf(alias: string, sha256: Sha256): AliasPlace {
  const customer = customerId(alias, sha256)
  const [subject] = subjectsOf({ subject: alias, data: {} } as Fact)
  const kind = SUBJECT_KINDS.indexOf(subject?.kind ?? 'customer')
  return { bucket: bucketOf(customer), customer, subject: customer, subject_kind: kind }
}
