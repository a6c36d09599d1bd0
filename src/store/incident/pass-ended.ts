import type { Fact } from '../../core/fact/fact.ts'
import type { Tx } from '../store.ts'

const passStatement = {
  name: 'pass-ended',
  text: `insert into relay (bucket, subject_kind, subject, fact)
         select bucket, 0, customer, $3::json from struck where bucket = $1 and incident = $2`,
}

export interface Ended {
  readonly bucket: number
  readonly incident: string
  readonly fact: Fact
}

/** Passes the end of an incident on to those of a bucket who heard of it, wherever they are now. */
export async function passEnded(tx: Tx, { bucket, incident, fact }: Ended): Promise<void> {
  await tx.query(passStatement, [bucket, incident, JSON.stringify(fact)])
}
