import type { Tx } from '../store.ts'

export interface AboutDatabase {
  /** `18.4` */
  readonly version: string
  /** Its clock, in milliseconds since 1970. */
  readonly now: number
  readonly bytes: number
  /** Names of the partitions of `fact`. */
  readonly partitions: readonly string[]
  /** Facts of months that have no partition. */
  readonly stray: number
}

const aboutStatement = {
  name: 'about-database',
  text: `select split_part(current_setting('server_version'), ' ', 1) as version,
                (extract(epoch from clock_timestamp()) * 1000)::bigint as now,
                pg_database_size(current_database()) as bytes,
                (select coalesce(json_agg(inhrelid::regclass::text), '[]') from pg_inherits where inhparent = 'fact'::regclass) as partitions,
                (select count(*) from (select from fact_other limit 1000) as first_rows) as stray`,
}

/** How the database stands as a database. */
export async function aboutDatabase(tx: Tx): Promise<AboutDatabase> {
  const [row] = await tx.query<AboutDatabase>(aboutStatement)
  if (row === undefined) throw new Error('a select without a condition has a row')
  return row
}
