import type { CustomerPlace } from '../ledger/decisions-of.ts'
import type { Tx } from '../store.ts'

export interface WhatStays {
  readonly facts: number
  /** Of the facts: with a sealed part. */
  readonly sealed: number
  readonly promises: number
  readonly decisions: number
  readonly attempts: number
  readonly cases: number
}

const countStatement = {
  name: 'what-stays',
  text: `select (select count(*) from fact where bucket = $1 and subject_kind = 0 and subject = $2) as facts,
                (select count(*) from fact where bucket = $1 and subject_kind = 0 and subject = $2 and personal is not null) as sealed,
                (select count(*) from promise where bucket = $1 and customer = $2) as promises,
                (select count(*) from decision where bucket = $1 and customer = $2) as decisions,
                (select count(*) from attempt where bucket = $1 and customer = $2) as attempts,
                (select count(*) from "case" where bucket = $1 and customer = $2) as cases`,
}

/** What is on record of a customer, by count. */
export async function whatStays(tx: Tx, { bucket, customer }: CustomerPlace): Promise<WhatStays> {
  const [row] = await tx.query<WhatStays>(countStatement, [bucket, customer])
  return row ?? { facts: 0, sealed: 0, promises: 0, decisions: 0, attempts: 0, cases: 0 }
}
