import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemLine, type Problem } from '../../core/document/problem.ts'
import { testDatabase, type TestDatabase } from '../database.testing.ts'
import { ensureMonths } from '../log/ensure-months.ts'
import type { Tx } from '../store.ts'
import { schemaDrift } from './drift.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase(2)
})
afterAll(() => database.drop())

/** What is told after somebody did this by hand; then it is undone. */
async function problemsAfter(...by: readonly string[]): Promise<readonly Problem[]> {
  const session = await database.store.session()
  const tx: Tx = { query: async ({ text }) => (await session.query(text)).rows }
  try {
    await session.query('begin')
    for (const text of by) await session.query(text)
    return await schemaDrift(tx)
  } finally {
    await session.query('rollback')
    session.release()
  }
}

/** The same as level, code and place. */
async function after(...by: readonly string[]): Promise<readonly string[]> {
  const problems = await problemsAfter(...by)
  for (const problem of problems) expect(problemLine(problem)).toMatch(/[.`]$/)
  return problems.map(({ level, code, place }) => `${level} ${code} ${place.path}`)
}

test('a database as the migrations made it has no drift, months or not', async () => {
  expect(await after()).toEqual([])
  await ensureMonths(database.store, Date.UTC(2026, 10, 22))
  expect(await after()).toEqual([])
})

test.each([
  ['an index by hand', 'create index mine on promise (kind)', 'warning index-extra promise.mine'],
  ['one on a month', 'create index mine on fact_other (type)', 'warning index-extra fact_other.mine'],
  ['a unique one', 'create unique index mine on promise (bucket, key)', 'error index-extra promise.mine'],
  ['an index gone', 'drop index outbox_due', 'error index-missing outbox.outbox_due'],
  ['a column gone', 'alter table person drop column zone', 'error column-missing person.zone'],
  ['a column renamed', 'alter table "case" alter column says type varchar(80)', 'error column-different "case".says'],
  [
    'another collation',
    'alter table silo alter column name type text collate "POSIX"',
    'error column-different silo.name',
  ],
  ['null allowed', 'alter table promise alter column owner drop not null', 'error column-different promise.owner'],
  ['a column more', 'alter table promise add colour text', 'warning column-extra promise.colour'],
  [
    'one with a default',
    'alter table promise add colour text not null default 1',
    'warning column-extra promise.colour',
  ],
  ['one nobody fills', 'alter table promise add colour text not null', 'error column-extra promise.colour'],
  ['a key gone', 'alter table seen drop constraint seen_pkey', 'error constraint-missing seen.seen_pkey'],
  ['a check more', 'alter table seen add constraint odd check (content % 2 = 1)', 'error constraint-extra seen.odd'],
  ['a table more', 'create table mine (a int)', 'warning table-extra mine'],
  ['a table gone', 'drop table relay', 'error table-missing relay'],
  ['a table that a crash empties', 'alter table audit set unlogged', 'error table-different audit'],
  ['room on its pages', 'alter table promise set (fillfactor = 50)', 'warning storage-different promise'],
  ['a view', 'create view mine as select bucket from promise', 'warning other-extra create view mine'],
  [
    'a policy',
    'alter table promise enable row level security',
    'error other-extra alter table promise enable row level security',
  ],
  [
    'a function that says otherwise',
    `create or replace function at(ms bigint) returns timestamptz language sql immutable parallel safe as 'select null::timestamptz'`,
    'error function-different at(ms bigint)',
  ],
])('told: %s', async (_, text, told) => {
  expect(await after(text)).toEqual([told])
})

test('a trigger is told, since it can change what Troth writes', async () => {
  const made = `create function mine() returns trigger language plpgsql as $$ begin\nreturn null;\nend $$`
  const told = await after(made, 'create trigger mine before insert on fact for each row execute function mine()')
  expect(told).toEqual([
    'warning function-extra mine()',
    expect.stringMatching(/^error other-extra create trigger mine on fact: /),
  ])
})

test.each(['drop index outbox_due', 'drop index fact_by_heard', 'alter table seen drop constraint seen_pkey'])(
  'its mend undoes it: %s',
  async (gone) => {
    const [problem] = await problemsAfter(gone)
    const [, mend = ''] = /`(.*)`/.exec(problem?.mend ?? '') ?? []
    expect(await after(gone, mend)).toEqual([])
  },
)
