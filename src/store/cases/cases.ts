import type { Tx } from '../store.ts'
import type { CaseRow } from './open-cases.ts'

export interface Note {
  readonly at: number
  readonly by: string
  readonly words: string
}

export interface StoredCase extends CaseRow {
  readonly assignee: string | null
  readonly closed: number | null
  readonly disposition: string | null
  readonly notes: readonly Note[]
}

const openStatement = {
  name: 'cases-open',
  text: `select bucket, id, customer, kind, about, opened, due, says, assignee, closed, disposition, notes from "case"
          where bucket = any($1) and ($2 or closed is null) order by closed is not null, due nulls last, opened, id limit $3`,
}

export interface CaseList {
  readonly buckets: readonly number[]
  readonly closedToo: boolean
  readonly limit: number
}

/** The open ones first, by when they are due. */
export const casesOf = (tx: Tx, { buckets, closedToo, limit }: CaseList): Promise<readonly StoredCase[]> =>
  tx.query<StoredCase>(openStatement, [buckets, closedToo, limit])
