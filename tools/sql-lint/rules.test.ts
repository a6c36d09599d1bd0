import { expect, test } from 'vitest'
import { faultsOf } from './lint.ts'

const SCHEMA = `
create table fact (bucket smallint not null, subject uuid not null, type text not null collate "C", heard bigint,
                   primary key (bucket, subject)) partition by range (heard);
create table fact_other partition of fact default;
create table promise (bucket smallint not null, id text not null collate "C", state text collate "C", primary key (bucket, id));
create table silo (name text primary key collate "C");
`

interface Written {
  readonly sql?: string
  readonly file?: string
  readonly name?: string
  readonly source?: string
  readonly schema?: string
}

/** Rules broken by a house with this one statement; tables nobody uses are another test's. */
function broken({ sql = 'select 1 as one', name = 'facts-of', source, ...rest }: Written): readonly string[] {
  const { file = 'src/store/log/facts-of.ts', schema = SCHEMA } = rest
  const text = source ?? `const s = { name: '${name}', text: \`${sql}\` }`
  const faults = faultsOf({ code: new Map([[file, text]]), migrations: new Map([['migrations/0001-a.sql', schema]]) })
  return [...new Set(faults.map(({ rule }) => rule))].filter((rule) => rule !== 'unused-table')
}

test.each([
  'select id from promise where bucket = $1 and id = $2',
  'select id from promise where bucket = any($1::smallint[]) and (id = $2 or id = $3)',
  'select p.id from json_to_recordset($1) as r(bucket smallint) join promise p on p.bucket = r.bucket',
  'select p.id from promise p left join fact f on f.bucket = p.bucket where p.bucket = $1',
  'select p.id from promise p join fact f using (bucket) where p.bucket = $1',
  'with given as (select bucket from unnest($1) as r(bucket)) select f.type from given g join fact f on g.bucket = f.bucket',
  'select p.id, (select count(*) from fact f where f.bucket = p.bucket) as n from promise p where p.bucket = any($1)',
  'delete from promise p using json_to_recordset($1) as r(bucket smallint) where p.bucket = r.bucket',
  'update promise p set state = r.state from json_to_recordset($1) as r(bucket smallint, state text) where p.bucket = r.bucket',
  'insert into promise (bucket, id) select bucket, id from json_to_recordset($1) as r(bucket smallint, id text) on conflict do nothing',
  'select id from promise where bucket = $1 union all select type as id from fact where bucket = $1',
  'declare facts no scroll cursor for select type from fact where bucket = any($1)',
  'select name from silo where name is distinct from $1',
  'select relname from pg_class',
])('reaches rows by their bucket: %s', (sql) => {
  expect(broken({ sql })).toEqual([])
})

test.each([
  'select id from promise where id = $1',
  'select id from promise where bucket = $1 or id = $2',
  'select id from promise where bucket <> $1',
  'select id from promise where bucket = 7',
  'select id from promise where (bucket = $1) is not true',
  'select p.id from promise p join fact f on f.subject = p.id where p.bucket = $1',
  'select p.id from promise p join fact f on f.bucket = p.bucket',
  'select p.id from promise p join fact f using (bucket)',
  'select p.id from promise p left join json_to_recordset($1) as r(bucket smallint) on p.bucket = r.bucket',
  'select id from promise where bucket = $1 and exists (select from fact where subject = $2)',
  'with all_of_them as (select type from fact) select type from all_of_them',
  'select id from promise where bucket = $1 union all select type as id from fact',
  'select x.n from (select count(*) as n from fact) x',
  'select count(*) as n from fact_other',
  'delete from promise where id = $1',
  'update promise set state = $1 where id = $2',
  'insert into promise (id) values ($1)',
])('does not: %s', (sql) => {
  expect(broken({ sql })).toEqual(['bucket'])
})

test.each<readonly [string, Written]>([
  ['an insert without columns', { sql: 'insert into silo values ($1)' }],
  ['a table nobody made', { sql: 'select id from voucher' }],
  ['all columns', { sql: 'select * from silo' }],
  ['all columns of one table', { sql: 'select 1 as one, s.* from silo s' }],
  ['all columns of what was written', { sql: 'insert into silo (name) values ($1) returning *' }],
  ['the clock', { sql: 'select name from silo where now() > $1' }],
  ['the clock by another name', { sql: 'select current_timestamp as at' }],
  ['capital letters', { sql: 'select name FROM silo' }],
  ['a quoted name', { sql: 'select "name" from silo' }],
  ['a camel in quotes', { sql: 'select s.name from silo s where s."siloName" = $1' }],
  ['a lock that waits', { sql: 'select name from silo for update' }],
  ['a lock that waits, inside', { sql: 'update silo set name = $1 where name in (select name from silo for share)' }],
  ['what no rule understands', { sql: 'truncate silo' }],
  ['another place', { sql: 'select name from silo', file: 'src/http/facts-of.ts' }],
  ['another word than its file', { name: 'keys' }],
  ['a name that is no name', { name: 'factsOf' }],
  ['a long name', { name: `facts-${'o'.repeat(60)}` }],
])('found: %s', (_, written) => {
  expect(broken(written)).toHaveLength(1)
})

test.each([
  'select count(*) as n from silo',
  'select 2 * 3 as six',
  `select name from silo where name = 'Now, NOW(), "x" -- and FOR update'`,
  'select name as "siloName" from silo',
  'select name from silo for update skip locked',
  'select s.name from silo s for no key update of s skip locked',
  'select name from silo -- FROM here',
])('not found: %s', (sql) => {
  expect(broken({ sql })).toEqual([])
})

test('what the program puts into a text is found, and read where the file itself says what it is', () => {
  const one = (hole: string): string => `{ name: 'facts-of', text: \`select name from silo where name = \${${hole}}\` }`
  expect(broken({ source: `const f = (name) => (${one('name')})` })).toEqual(['hole'])
  expect(broken({ source: `const NAME = 'FIELD'; const s = ${one('NAME')}` })).toEqual(['hole', 'lower-case'])
  expect(broken({ source: `const MOST = 100_000; const s = ${one('MOST + 1')}` })).toEqual([])
  const called = `const list = (t) => \`(select 1 from \${t} where id = 'a')\`; const s = ${one(`list('promise')`)}`
  expect(broken({ source: called })).toEqual(['bucket', 'hole'])
})

test('two statements in a file are found, a second one of the same name, and SQL without a name', () => {
  const one = `{ name: 'facts-of', text: 'select 1 as one' }`
  expect(broken({ source: `const a = ${one}; const b = ${one}` })).toEqual(['name', 'one-a-file'])
  expect(broken({ source: `session.query('select 1')` })).toEqual(['raw'])
})

test.each([
  ['a primary key without bucket', 'create table a (bucket smallint, id text collate "C", primary key (id, bucket));'],
  ['a column that is a key', 'create table a (bucket smallint, id bigint primary key);'],
  ['a unique index', 'create table a (bucket smallint primary key, id uuid); create unique index a_id on a (id);'],
  [
    'a foreign key',
    'create table a (bucket smallint primary key, b uuid, foreign key (b, bucket) references fact (subject, bucket));',
  ],
  ['a text of some language in a key', 'create table a (bucket smallint, id text, primary key (bucket, id));'],
  ['a text of some language in an index', 'create table a (id text); create index a_id on a (id);'],
])('of a migration, found: %s', (_, schema) => {
  expect(broken({ schema: SCHEMA + schema })).toEqual(['key'])
})

test.each(['create index concurrently a on silo (name);', 'begin;', 'CREATE table b (n int);', 'select now();'])(
  'a migration does not say: %s',
  (schema) => {
    expect(broken({ schema: SCHEMA + schema })).toEqual(['migration'])
  },
)

test('a table that no statement uses is found; a partition is used by its table', () => {
  const code = new Map([['src/store/silos.ts', `const s = { name: 'silos', text: 'select name from silo' }`]])
  const faults = faultsOf({ code, migrations: new Map([['migrations/0001-a.sql', SCHEMA]]) })
  expect(faults.map(({ rule, of }) => `${rule} ${of}`)).toEqual(['unused-table fact', 'unused-table promise'])
})
