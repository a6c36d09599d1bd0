import type { Tx } from '../../store.ts'

// `::text` throughout: the lists of the catalog are of several types of their own.
const othersStatement = {
  name: 'catalog-others',
  text: `with of_extensions as (select classid, objid from pg_depend where deptype = 'e')
         select format('create trigger %I on %I: %s', t.tgname, c.relname, pg_get_triggerdef(t.oid)) as text
           from pg_trigger t join pg_class c on c.oid = t.tgrelid
          where c.relnamespace = current_schema()::regnamespace and not t.tgisinternal and t.tgparentid = 0
          union all
         select format('create rule %I on %I', r.rulename, c.relname) from pg_rewrite r join pg_class c on c.oid = r.ev_class
          where c.relnamespace = current_schema()::regnamespace and r.rulename <> '_RETURN'
          union all
         select format('create policy %I on %I', p.polname, c.relname) from pg_policy p join pg_class c on c.oid = p.polrelid
          where c.relnamespace = current_schema()::regnamespace
          union all
         select format('alter table %I enable row level security', c.relname) from pg_class c
          where c.relnamespace = current_schema()::regnamespace and c.relrowsecurity
          union all
         select format('create %s %I', case c.relkind when 'S' then 'sequence' when 'f' then 'foreign table' else 'view' end, c.relname)
           from pg_class c
          where c.relnamespace = current_schema()::regnamespace and c.relkind in ('v', 'm', 'f', 'S')
            and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'i')
            and not exists (select from of_extensions e where e.classid = 'pg_class'::regclass and e.objid = c.oid)
          order by 1`,
}

/** Triggers, rules, policies, views and sequences: Troth has none of them, somebody else may. */
export const catalogOthers = (tx: Tx): Promise<readonly { readonly text: string }[]> =>
  tx.query<{ text: string }>(othersStatement)
