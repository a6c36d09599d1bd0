import { canonicalJson } from '../../core/fact/canonical.ts'
import { factRef, type Fact } from '../../core/fact/fact.ts'
import { splitPersonal, type SplitData } from '../../core/fact/personal.ts'
import { customerId, subjectsOf, type Sha256, type SubjectKind } from '../../core/fact/subject.ts'
import { bucketOf } from '../../store/bucket.ts'
import { SUBJECT_KINDS } from '../../store/log/fact-columns.ts'
import type { Vault } from '../../store/people/vault.ts'

/** A fact on its way in: whose it is, what of it is personal, and by what it is known again. */
export interface Incoming {
  /** Its data is the open half. `heard` is set again when its turn takes it. */
  readonly fact: Fact
  readonly personal: SplitData['personal']
  readonly subject: string
  readonly kind: number
  readonly bucket: number
  /** The first 16 bytes of SHA-256 of source and id. */
  readonly ref: string
  /** Of all it says, keyed; null: it is our own, and cannot be heard twice. */
  readonly content: number | null
}

export interface Naming {
  readonly sha256: Sha256
  readonly vault: Vault
}

const kindNumber = (kind: SubjectKind): number => Math.max(0, SUBJECT_KINDS.indexOf(kind))

/** Of a fact as it was heard, with all its data. */
export function incoming(fact: Fact, { sha256, vault }: Naming): Incoming {
  const { type, subject: about, time, data, origin, sequence = '' } = fact
  const { open, personal } = splitPersonal(type, data)
  const subject = customerId(about, sha256)
  const says = `${type}\n${about}\n${time}\n${origin}\n${sequence}\n${canonicalJson(data)}`
  return {
    fact: open === data ? fact : { ...fact, data: open },
    personal,
    subject,
    kind: kindNumber(subjectsOf(fact)[0]?.kind ?? 'customer'),
    bucket: bucketOf(subject),
    ref: sha256(factRef(fact)).slice(0, 32),
    content: vault.contentHash(says),
  }
}
