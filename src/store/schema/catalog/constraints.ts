import type { Tx } from '../../store.ts'

export interface CatalogConstraint {
  readonly table: string
  readonly name: string
  /** `PRIMARY KEY (bucket, customer)` */
  readonly text: string
}

// `not null` is a constraint of its own since PostgreSQL 18, and is told with the column; a partition's are its table's.
const constraintsStatement = {
  name: 'catalog-constraints',
  text: `select quote_ident(c.relname) as "table", quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as text
           from pg_constraint k join pg_class c on c.oid = k.conrelid
          where c.relnamespace = current_schema()::regnamespace and k.contype in ('p', 'u', 'f', 'c', 'x') and k.coninhcount = 0
          order by c.relname collate "C", k.contype <> 'p', k.conname collate "C"`,
}

/** Keys and checks of every table, its primary key first. */
export const catalogConstraints = (tx: Tx): Promise<readonly CatalogConstraint[]> =>
  tx.query<CatalogConstraint>(constraintsStatement)
