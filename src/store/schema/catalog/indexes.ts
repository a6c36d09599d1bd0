import type { Tx } from '../../store.ts'

export interface CatalogIndex {
  readonly table: string
  readonly name: string
  readonly unique: boolean
  /** `btree (bucket, wake)` and what follows. */
  readonly text: string
  /** false: building it was broken off, and nobody is served by it. */
  readonly valid: boolean
}

// Those of keys are told with their table, those of partitions with the partitioned one's.
const indexesStatement = {
  name: 'catalog-indexes',
  text: `select quote_ident(t.relname) as "table", quote_ident(c.relname) as name, i.indisunique as unique, i.indisvalid as valid,
                regexp_replace(pg_get_indexdef(c.oid), '^CREATE .*? USING ', '') as text
           from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
          where t.relnamespace = current_schema()::regnamespace and t.relkind in ('r', 'p') and not c.relispartition
            and not exists (select from pg_constraint k where k.conindid = c.oid and k.contype in ('p', 'u', 'x'))
            and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.deptype = 'e')
          order by t.relname collate "C", c.relname collate "C"`,
}

/** Indexes that are no keys. */
export const catalogIndexes = (tx: Tx): Promise<readonly CatalogIndex[]> => tx.query<CatalogIndex>(indexesStatement)
