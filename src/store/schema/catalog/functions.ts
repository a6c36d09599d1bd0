import type { Tx } from '../../store.ts'

// Put together here: PostgreSQL's own text of a function names the schema.
const functionsStatement = {
  name: 'catalog-functions',
  text: `select format('create %s %I(%s)%s language %s%s%s%s%s as $$%s$$',
                       case p.prokind when 'p' then 'procedure' else 'function' end, p.proname, pg_get_function_arguments(p.oid),
                       ' returns ' || pg_get_function_result(p.oid), l.lanname,
                       case p.provolatile when 'i' then ' immutable' when 's' then ' stable' else '' end,
                       case p.proparallel when 's' then ' parallel safe' when 'r' then ' parallel restricted' else '' end,
                       case when p.proisstrict then ' strict' else '' end, case when p.prosecdef then ' security definer' else '' end,
                       coalesce(pg_get_function_sqlbody(p.oid), p.prosrc)) as text
           from pg_proc p join pg_language l on l.oid = p.prolang
          where p.pronamespace = current_schema()::regnamespace and p.prokind in ('f', 'p', 'w')
            and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
          order by p.proname collate "C", pg_get_function_arguments(p.oid) collate "C"`,
}

/** Each function as the statement that makes it. */
export const catalogFunctions = (tx: Tx): Promise<readonly { readonly text: string }[]> =>
  tx.query<{ text: string }>(functionsStatement)
