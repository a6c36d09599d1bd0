import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRepository } from '../../tools/sql-lint/repository.ts'
import { sqlIn } from '../../tools/sql-lint/statements.ts'
import { ALL_BUCKETS } from './bucket.ts'
import { testDatabase, type TestDatabase } from './database.testing.ts'
import { ensureMonths } from './log/ensure-months.ts'

const FACTS = 200_000
const CUSTOMERS = 10_000
const NOVEMBER = Date.UTC(2026, 10, 22)

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await ensureMonths(database.store, NOVEMBER)
  const session = await database.store.session()
  for (const text of FILL) await session.query(text)
  session.release()
}, 120_000)
afterAll(() => database.drop(), 60_000)

// Written by the server itself: 5 s instead of 30.
const SUBJECT = `md5((n % ${CUSTOMERS})::text)::uuid`
const BUCKET = `(('x' || substr(md5((n % ${CUSTOMERS})::text), 7, 2))::bit(8)::integer)::smallint`
const FILL = [
  `insert into fact (bucket, subject_kind, subject, seq, heard, type, time, history, origin, source, id, about, data)
   select ${BUCKET}, 0, ${SUBJECT}, n / ${CUSTOMERS}, ${NOVEMBER} - n::bigint * 30000 + 3000000000, 'visit.booked', 0, false, 0, 'test', n::text, 'crm:1', '{}'
     from generate_series(0, ${FACTS - 1}) as n`,
  `insert into decision (bucket, customer, anchor, moment, occurrence, n, id, outcome, at, eligible_at, action, because, playbook_version, arm, propensity)
   select ${BUCKET}, ${SUBJECT}, n::text, 'm', '', n, n::text, 'said', 0, 0, '{}', '{}', '1', 'all', 1 from generate_series(0, ${FACTS / 4 - 1}) as n`,
  `insert into timer (bucket, subject_kind, subject, wake) select ${BUCKET}, 0, ${SUBJECT}, n from generate_series(0, ${CUSTOMERS - 1}) as n`,
  `insert into outbox (bucket, message, subject_kind, customer, about, decision, rung, channel, brand, playbook, moment, class, heads_up, send_at,
                       valid_until, template, look)
   select ${BUCKET}, n::text, 0, ${SUBJECT}, 'crm:1', n::text, 0, 'email', 'main', 'p', 'm', 'service', false, n, n, 't', '{}'
     from generate_series(0, ${CUSTOMERS - 1}) as n`,
  `insert into promise (bucket, customer, id, version, kind, key, owner, counted, state, made, without_work, playbook_version, evidence)
   select ${BUCKET}, ${SUBJECT}, 'p', n, 'k', 'v', 'field', true, 'open', 0, false, '1', '[]' from generate_series(1, ${FACTS / 4}) as n`,
  'analyze fact, decision, timer, outbox, promise',
]

const statements = [...readRepository().code].flatMap(([file, source]) => sqlIn(file, source).statements)

let asked = 0

/** The plan a connection of ours keeps for a statement. */
async function planOf(name: string, ...values: readonly string[]): Promise<string> {
  const text = statements.find((statement) => statement.name === name)?.text
  if (text === undefined) throw new Error(`there is no statement ${name}`)
  const session = await database.store.session()
  const plan = `plan_${(asked += 1)}`
  await session.query(`prepare ${plan} as ${text}`)
  const { rows } = await session.query<{ 'QUERY PLAN': string }>(`explain execute ${plan}(${values.join(', ')})`)
  session.release()
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

const buckets = `'{${ALL_BUCKETS.join(',')}}'`

test.each([
  ['facts-of', `'{1}'`, `'{0}'`, `'{${'0'.repeat(32)}}'`],
  ['decisions-of', `'[{"bucket":1,"customer":"${'0'.repeat(32)}"}]'`],
  ['due-messages', buckets, '5', '50', `'email'`],
  ['due-subjects', buckets, '5', '50'],
  ['timers-of', `'[{"bucket":1,"subject_kind":0,"subject":"${'0'.repeat(32)}"}]'`],
  ['next-wake', buckets],
  ['what-waits', buckets, '5', `'{email,sms}'`],
  ['mark-seen', `'{}'`, `'{}'`, `'{}'`],
])('with 200,000 facts %s reads no table from end to end', async (name, ...values) => {
  const plan = await planOf(name, ...values)
  expect(plan).toMatch(/Index/)
  expect(plan).not.toMatch(/Seq Scan on (fact|decision|timer|outbox|promise|seen)/)
})

test("a customer's facts and decisions are found by the customer, not by looking through a bucket", async () => {
  const facts = await planOf('facts-of', `'{}'`, `'{}'`, `'{}'`)
  expect(facts).toMatch(/Index Cond: .*bucket = \(unnest.*subject_kind = \(unnest.*subject = \(unnest/)
  expect(await planOf('decisions-of', `'[]'`)).toMatch(/Index Cond: .*bucket = r.bucket.*customer = r.customer/)
})

test('whoever is due is found by the hour, not among all who wait', async () => {
  expect(await planOf('due-subjects', buckets, '5', '50')).toMatch(/Index Cond: .*wake < /)
  expect(await planOf('due-messages', buckets, '5', '50', `'email'`)).toMatch(/Index Cond: .*send_at <= /)
  const waits = await planOf('what-waits', buckets, '5', `'{email,sms}'`)
  expect(waits).toMatch(/Index Cond: .*wake < /)
  expect(waits).toMatch(/Index Cond: .*send_at <= /)
})
