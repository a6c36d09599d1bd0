import type { Tx } from '../store.ts'

const fenceStatement = {
  name: 'fence',
  text: `select (select count(*) from lease where bucket = any($1) and holder = $2) = cardinality($1::smallint[]) as holds,
                (select coalesce(max(valid_from), 0) from playbook_version)
              + (select coalesce(max(valid_from), 0) from model_version) as published`,
}

export interface Fence {
  /** These buckets are still this holder's. */
  readonly holds: boolean
  /** Grows whenever a playbook or a model is published. */
  readonly published: number
}

/** Asked once a commit, as its last statement: whether what it decided with still stands. */
export async function fence(tx: Tx, buckets: readonly number[], holder: string): Promise<Fence> {
  const [row] = await tx.query<Fence>(fenceStatement, [buckets, holder])
  return row ?? { holds: false, published: 0 }
}
