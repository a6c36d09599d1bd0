import type { Tx } from '../../store.ts'

export interface CatalogColumn {
  readonly table: string
  readonly name: string
  readonly type: string
  /** Where it is not the type's own. */
  readonly collation: string | null
  readonly required: boolean
  readonly default: string | null
  /** a: always, d: by default; empty: it counts by no sequence. */
  readonly identity: string
  /** s: stored, v: virtual; empty: it is not computed. */
  readonly generated: string
}

const columnsStatement = {
  name: 'catalog-columns',
  text: `select quote_ident(c.relname) as "table", quote_ident(a.attname) as name, format_type(a.atttypid, a.atttypmod) as type,
                (select quote_ident(l.collname) from pg_collation l join pg_type t on t.oid = a.atttypid
                  where l.oid = a.attcollation and l.oid <> t.typcollation) as collation,
                a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as "default", a.attidentity as identity, a.attgenerated as generated
           from pg_class c join pg_attribute a on a.attrelid = c.oid
           left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
          where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
          order by c.relname collate "C", a.attnum`,
}

/** Columns of every table, in their order. */
export const catalogColumns = (tx: Tx): Promise<readonly CatalogColumn[]> => tx.query<CatalogColumn>(columnsStatement)
