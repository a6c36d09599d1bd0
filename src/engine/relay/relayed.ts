import { factRef } from '../../core/fact/fact.ts'
import { customerId } from '../../core/fact/subject.ts'
import type { WaitingRelay } from '../../store/relay/waiting-relay.ts'
import { incoming, type Incoming, type Naming } from '../accept/incoming.ts'

/**
 * A relayed fact on its way into its subject's turn. One that is passed on keeps its name, and is heard by each of those
 * it is passed on to: what marks it as heard is its name and whose turn hears it.
 */
export function relayed({ bucket, subject_kind: kind, subject, fact }: WaitingRelay, naming: Naming): Incoming {
  const { sha256 } = naming
  const plain = incoming(fact, naming)
  if (subject === customerId(fact.subject, sha256)) return plain
  return { ...plain, bucket, kind, subject, ref: sha256(`${factRef(fact)}\n${subject}`).slice(0, 32) }
}
