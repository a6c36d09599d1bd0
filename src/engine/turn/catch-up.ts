import { minutes, type Instant } from '../../core/time/instant.ts'
import { storedPromises } from '../../store/doctor/stored-promises.ts'
import type { CustomerPlace } from '../../store/ledger/decisions-of.ts'
import type { PromiseRow } from '../../store/ledger/write-promises.ts'
import type { Tx } from '../../store/store.ts'
import { groupBy } from '../group-by.ts'
import type { Known } from './known.ts'
import { promiseRow, promiseText } from './rows.ts'

/**
 * What was heard so soon after a publication may have been judged without it: the doors let a sender's clock be 5 minutes
 * ahead, and a publication is dated a moment before others see it.
 */
const SOON_AFTER = minutes(10)

/** Whether what is on record of a customer may have been written before what is in force now was published. */
export const isInDoubt = ({ heard }: Known, published: Instant): boolean => heard < published + SOON_AFTER

/**
 * A publication may change how the past reads: the first version of a playbook judges all that was heard before it, and a
 * sender's clock may be ahead of one. What is on record otherwise than the log says is written anew with the next turn.
 */
export async function catchUp(tx: Tx, customers: readonly Known[]): Promise<void> {
  if (customers.length === 0) return
  const places = customers.map(({ bucket, subject }): CustomerPlace => ({ bucket, customer: subject }))
  const stored = groupBy(await storedPromises(tx, places), ({ customer }) => customer)
  for (const known of customers) compareWith(known, stored.get(known.subject) ?? [])
}

const nameOf = (id: string, version: number): string => `${id}#${version}`

function compareWith(known: Known, rows: readonly PromiseRow[]): void {
  const { turn, bucket, subject, written, gone } = known
  const onRecord = new Map(rows.map((row) => [nameOf(row.id, row.version), row]))
  for (const [id, promise] of turn.published) {
    for (const version of promise.versions) {
      const row = onRecord.get(nameOf(id, version.n))
      onRecord.delete(nameOf(id, version.n))
      if (row !== undefined && promiseText(row) === promiseText(promiseRow(known, promise, version))) continue
      written.delete(id)
      turn.touched.add(id)
    }
  }
  for (const { id, version } of onRecord.values()) gone.push({ bucket, customer: subject, id, version })
}
