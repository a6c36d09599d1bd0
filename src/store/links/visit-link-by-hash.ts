import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'

export interface VisitLink {
  readonly bucket: number
  readonly customer: string
  /** The first of the visits that follow each other. */
  readonly visit: string
  readonly made: number
  readonly until: number
  readonly revoked: number | null
}

const findStatement = {
  name: 'visit-link-by-hash',
  text: `select bucket, customer, visit, made, until, revoked from visit_link where bucket = any($2) and hash = $1`,
}

/** What is compared is a hash of what was shown, so how long it takes says nothing of a token. */
export async function visitLinkByHash(tx: Tx, hash: Buffer): Promise<VisitLink | undefined> {
  const [row] = await tx.query<VisitLink>(findStatement, [hash, ALL_BUCKETS])
  return row
}
