import { factRef } from '../../core/fact/fact.ts'
import type { Sha256 } from '../../core/fact/subject.ts'
import type { SeenRow } from '../../store/log/mark-seen.ts'
import { placeOfCustomer } from '../../store/people/place-of-customer.ts'

/**
 * By what a reply is known again that became nobody's fact. Not as its fact would be: a person may still say whose it is,
 * and then that one is heard for the first time.
 */
export function unmatchedRef(channel: string, id: string, sha256: Sha256): SeenRow {
  const ref = sha256(`unmatched\n${factRef({ source: channel, id })}`).slice(0, 32)
  return { bucket: placeOfCustomer(ref).bucket, ref, content: 0 }
}
