import { afterEach, expect, test } from 'vitest'
import { given, on, text } from '../core/fact/fact.testing.ts'
import { auditRows, brokenAuditRow } from '../store/company/audit-book.ts'
import { testDoors, type TestDoors, type TestDoorsOptions } from './doors.testing.ts'

let doors: TestDoors | undefined
afterEach(async () => {
  await doors?.close()
  doors = undefined
})
const open = async (options: TestDoorsOptions = {}): Promise<TestDoors> => {
  doors = await testDoors({ now: on('2 09:00'), playbooks: [] }, options)
  await doors.house.engine.accept([given('customer.updated', '2 08:00', { brand: 'main' })])
  return doors
}
const types = async (): Promise<readonly string[]> => {
  const body = (await (await doors?.get('/v1/customers/facts?alias=crm:1'))?.json()) as { facts: { type: string }[] }
  return body.facts.map(({ type }) => type).toReversed()
}
const opening = { kind: 'call-back', says: 'wants to be called', customer: 'crm:1', id: '7' }

test('a case is opened, given to a person, noted, dated and closed; its customer’s turn hears of it, not of the notes', async () => {
  const { post, get, house } = await open()
  const { store } = house.database
  const opened = await post('/v1/cases', opening)
  expect([opened.status, await opened.json()]).toMatchObject([
    201,
    { id: 'h-7', kind: 'call-back', alias: 'crm:1', closed: null, notes: [] },
  ])
  const assigned = await post('/v1/cases/h-7:assign', { assignee: 'agent-4' })
  expect([assigned.status, await assigned.json()]).toMatchObject([200, { assignee: 'agent-4' }])
  house.clock.now = on('2 10:00')
  expect(await (await post('/v1/cases/h-7:note', { words: 'Mrs Osei is in after six' })).json()).toMatchObject({
    notes: [{ at: text('2 10:00'), by: 'local', words: 'Mrs Osei is in after six' }],
  })
  expect(await (await post('/v1/cases/h-7:due', { due: '2026-03-02T19:00:00+01:00' })).json()).toMatchObject({
    due: text('2 18:00'),
  })
  const closed = await post('/v1/cases/h-7:close', { disposition: 'called', words: 'all is well' })
  expect(await closed.json()).toMatchObject({ closed: text('2 10:00'), disposition: 'called' })
  expect(await types()).toEqual(['customer.updated', 'case.opened', 'case.assigned', 'case.closed'])
  expect(JSON.stringify(await store.query({ name: 'd', text: 'select data from fact' }))).not.toContain('Osei')
  expect(((await (await get('/v1/cases')).json()) as { cases: object[] }).cases).toEqual([])
  const audited = await auditRows(store, 0, 100)
  expect(audited.map(({ what }) => what)).toEqual([
    'case.opened',
    'case.assigned',
    'case.noted',
    'case.due',
    'case.closed',
  ])
  expect(JSON.stringify(audited)).not.toContain('Osei')
  expect(await brokenAuditRow(store)).toBeNull()
})

test('opened twice under one id it is one case; closed twice as the same it counts once, as something else it is refused', async () => {
  const { post } = await open()
  await post('/v1/cases', opening)
  expect((await post('/v1/cases', { ...opening, says: 'again' })).status).toBe(201)
  expect((await post('/v1/cases/h-7:close', { disposition: 'called' })).status).toBe(200)
  expect((await post('/v1/cases/h-7:close', { disposition: 'called' })).status).toBe(200)
  const otherwise = await post('/v1/cases/h-7:close', { disposition: 'nobody-home' })
  expect([otherwise.status, await otherwise.json()]).toMatchObject([409, { problems: [{ code: 'case-closed' }] }])
  expect((await post('/v1/cases/h-7:assign', { assignee: 'x' })).status).toBe(409)
  expect(await types()).toEqual(['customer.updated', 'case.opened', 'case.closed'])
})

test('when the turn could not be told of a closing, closing it again tells it', async () => {
  let isAway = true
  const { post } = await open({
    engine: (real) => ({
      ...real,
      accept: (facts) =>
        isAway && facts[0]?.type === 'case.closed'
          ? Promise.reject(new Error('connection terminated'))
          : real.accept(facts),
    }),
  })
  await post('/v1/cases', opening)
  expect((await post('/v1/cases/h-7:close', { disposition: 'called' })).status).toBe(503)
  isAway = false
  expect((await post('/v1/cases/h-7:close', { disposition: 'called' })).status).toBe(200)
  expect(await types()).toEqual(['customer.updated', 'case.opened', 'case.closed'])
})

test('a case without a customer is nobody’s fact', async () => {
  const { post, counts } = await open()
  const before = (await counts())['fact']
  const opened = (await (await post('/v1/cases', { kind: 'clean-up', says: 'the mapping' })).json()) as { id: string }
  await post(`/v1/cases/${opened.id}:close`, { disposition: 'done' })
  expect((await counts())['fact']).toBe(before)
})

test('a refused command changes nothing and says what to do', async () => {
  const { post, counts } = await open()
  await post('/v1/cases', opening)
  const before = await counts()
  const refused: readonly (readonly [string, unknown, number, object])[] = [
    ['/v1/cases', { kind: 'x' }, 422, { code: 'missing', place: { path: 'says' } }],
    ['/v1/cases', { ...opening, id: '8', customer: 'crm:nobody' }, 404, { code: 'customer-unknown' }],
    ['/v1/cases', { ...opening, id: '8', due: 'tomorrow' }, 422, { place: { path: 'due' } }],
    ['/v1/cases', { ...opening, id: '8', asignee: 'x' }, 422, { mend: 'Did you mean “assignee”?' }],
    ['/v1/cases', [opening], 400, { code: 'wrong-type' }],
    ['/v1/cases', '{"kind"', 400, { code: 'not-json' }],
    ['/v1/cases/h-7:note', { words: '' }, 422, { place: { path: 'words' } }],
    ['/v1/cases/h-nothing:note', { words: 'x' }, 404, { code: 'no-such-case' }],
    ['/v1/cases/h-7:close', {}, 422, { code: 'missing', place: { path: 'disposition' } }],
  ]
  for (const [path, body, status, problem] of refused) {
    const response = await post(path, body)
    const said = (await response.json()) as { problems: object[] }
    expect([path, response.status, said.problems[0]]).toEqual([path, status, expect.objectContaining(problem)])
  }
  expect(
    (await post('/v1/cases/h-7:note', 'words=x', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }))
      .status,
  ).toBe(415)
  expect(await counts()).toEqual(before)
})

test('two people change one case at once: both changes stand, and the audit is one chain', async () => {
  const { post, get, house } = await open()
  await post('/v1/cases', opening)
  await Promise.all(Array.from({ length: 12 }, (_, n) => post('/v1/cases/h-7:note', { words: `note ${n}` })))
  const { notes } = (await (await get('/v1/cases/h-7')).json()) as { notes: object[] }
  expect(notes).toHaveLength(12)
  expect(await brokenAuditRow(house.database.store)).toBeNull()
})

test('many people open cases at once: the audit is one chain all the same', async () => {
  const { post, house } = await open()
  const opened = await Promise.all(
    Array.from({ length: 12 }, (_, n) => post('/v1/cases', { kind: 'x', says: `case ${n}` })),
  )
  expect(opened.map(({ status }) => status)).toEqual(opened.map(() => 201))
  expect(await auditRows(house.database.store, 0, 100)).toHaveLength(12)
  expect(await brokenAuditRow(house.database.store)).toBeNull()
})

test('whoever changes a row of the audit is found out', async () => {
  const { post, house } = await open()
  const { store } = house.database
  await post('/v1/cases', opening)
  await post('/v1/cases/h-7:note', { words: 'x' })
  await store.query({ name: 'forge', text: `update audit set who = 'somebody else' where n = 1` })
  expect(await brokenAuditRow(store)).toBe(1)
})

test('notes are for who works on cases', async () => {
  const { post, get, key } = await open()
  await post('/v1/cases', opening)
  await post('/v1/cases/h-7:note', { words: 'x' })
  expect(await (await get('/v1/cases/h-7', { headers: await key('read') })).json()).not.toHaveProperty('notes')
  expect(await (await get('/v1/cases/h-7', { headers: await key('cases') })).json()).toHaveProperty('notes')
})

test('law: the pages of the cases hold every case once', async () => {
  const { post, get } = await open()
  for (let n = 0; n < 9; n += 1)
    await post('/v1/cases', { ...opening, id: String(n), ...(n % 2 === 0 ? { due: text(`${n + 3} 09:00`) } : {}) })
  await post('/v1/cases/h-4:close', { disposition: 'done' })
  const read = async (limit: number): Promise<readonly string[]> => {
    const ids: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page = (await (await get(`/v1/cases?closed=true&limit=${limit}&cursor=${cursor}`)).json()) as {
        cases: { id: string }[]
        next: string | null
      }
      ids.push(...page.cases.map(({ id }) => id))
      cursor = page.next
    }
    return ids
  }
  const all = await read(100)
  expect([all.length, new Set(all).size, all.at(-1)]).toEqual([9, 9, 'h-4'])
  for (const limit of [1, 2, 5]) expect(await read(limit)).toEqual(all)
})
