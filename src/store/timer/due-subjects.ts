import type { Tx } from '../store.ts'
import type { TimerRow } from './set-timers.ts'

const dueStatement = {
  name: 'due-subjects',
  text: `select bucket, subject_kind, subject, wake from timer where bucket = any($1) and wake < $2 order by wake limit $3`,
}

export interface DueBefore {
  readonly buckets: readonly number[]
  readonly before: number
  readonly limit: number
}

/** Who is to be looked at, the longest due first. Only the holder of a bucket asks, so nothing is locked. */
export const dueSubjects = (tx: Tx, { buckets, before, limit }: DueBefore): Promise<readonly TimerRow[]> =>
  tx.query<TimerRow>(dueStatement, [buckets, before, limit])
