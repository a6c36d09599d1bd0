import { withRows, type Tx } from '../store.ts'

export interface MomentCount {
  readonly moment: string
  readonly n: number
}

const countStatement = {
  name: 'count-minute',
  text: `insert into moment_minute (moment, minute, n)
         select moment, $2::bigint, n from json_to_recordset($1) as r(moment text, n integer) order by moment
         on conflict (moment, minute) do update set n = moment_minute.n + excluded.n
         returning moment, n, (select coalesce(max(b.n), 0) from moment_minute b where b.moment = moment_minute.moment
                                  and b.minute < $2 and b.minute >= $2 - 40320)::integer as peak`,
}

export interface CountedMoment extends MomentCount {
  /** The most of any minute of the four weeks before. */
  readonly peak: number
}

/** Adds to the messages of a minute (since 1970) and answers how many they are now, beside the usual peak. */
export const countMinute = (
  tx: Tx,
  minute: number,
  counts: readonly MomentCount[],
): Promise<readonly CountedMoment[]> => tx.query<CountedMoment>(countStatement, [...withRows(counts), minute])
