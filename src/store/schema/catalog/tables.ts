import type { Tx } from '../../store.ts'

export interface CatalogTable {
  /** As SQL writes it, in quotes where it needs them; all names here are. */
  readonly name: string
  readonly unlogged: boolean
  /** Of a partitioned one: `RANGE (heard)`. */
  readonly partitioned_by: string | null
  /** Of the default partition: the table it is a part of. */
  readonly part_of: string | null
  /** `fillfactor=80`, by name. */
  readonly options: readonly string[]
}

// Other partitions come and go with the months; what an extension brought is not ours.
const tablesStatement = {
  name: 'catalog-tables',
  text: `select quote_ident(c.relname) as name, c.relpersistence = 'u' as unlogged, pg_get_partkeydef(c.oid) as partitioned_by,
                (select quote_ident(p.relname) from pg_inherits i join pg_class p on p.oid = i.inhparent where i.inhrelid = c.oid) as part_of,
                array(select o from unnest(c.reloptions) as o order by o collate "C") as options
           from pg_class c
          where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
            and (not c.relispartition or pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT')
            and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
          order by c.relname collate "C"`,
}

/** Tables of our schema, by name. */
export const catalogTables = (tx: Tx): Promise<readonly CatalogTable[]> => tx.query<CatalogTable>(tablesStatement)
