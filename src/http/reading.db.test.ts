import { afterAll, beforeAll, expect, test } from 'vitest'
import { given, on, text } from '../core/fact/fact.testing.ts'
import { wireSchemas } from '../wire/schemas.ts'
import { auditRows } from '../store/company/audit-book.ts'
import { testDoors, type TestDoors } from './doors.testing.ts'
import { ROUTES } from './routes/all.ts'
import { z } from 'zod'

const playbook = `
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    moved-by: { fact: visit.moved }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: visit.done }
    expected-by: [{ fact: crew.delayed }]
    moments:
      - { id: confirm, at: { life: made }, say: confirm }
      - { id: late, at: { jeopardy: medium, until: due.to }, say: heads-up }
`
const window = { start: text('9 08:00'), end: text('9 12:00') }
const later = { start: text('10 08:00'), end: text('10 12:00') }
const card = {
  name: 'Amara Osei',
  zone: 'Europe/London',
  language: 'en',
  brand: 'main',
  reach: [{ channel: 'sms', address: '+447700900123' }],
}

let doors: TestDoors
beforeAll(async () => {
  doors = await testDoors({ now: on('2 09:00'), playbooks: [playbook] })
  const { engine, brand, passTo, clock } = doors.house
  await brand('on')
  await engine.accept([
    given('customer.updated', '2 08:00', card),
    given('customer.alias', '2 08:01', { alias: 'order:77' }),
    given('visit.booked', '2 08:30', { visit: 'v', window }),
    given('visit.moved', '2 08:40', { visit: 'v', window: later }),
    ...Array.from({ length: 23 }, (_, n) =>
      given(
        'visit.booked',
        '2 08:50',
        { visit: `w${n % 7}`, window: n % 3 === 0 ? window : later },
        { id: `b${n}`, subject: `crm:w${n}` },
      ),
    ),
  ])
  await passTo(on('9 06:00'))
  clock.now = on('9 06:00')
  await engine.accept([
    given('crew.delayed', '9 06:00', { visit: 'w0', expected: text('9 13:00') }, { subject: 'crm:w0' }),
    given('visit.done', '9 05:00', { visit: 'w3' }, { subject: 'crm:w3' }),
  ])
  await passTo(on('9 12:01'))
})
afterAll(() => doors.close())

const json = async (path: string, init?: RequestInit): Promise<Record<string, unknown>> => {
  const response = await doors.get(path, init)
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Record<string, unknown>
}

/** All pages of a list, put together. */
async function pages(path: string, name: string, limit: number): Promise<readonly Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = []
  let cursor: string | null = null
  do {
    const at = `${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`
    const page: Record<string, unknown> = await json(at)
    rows.push(...(page[name] as Record<string, unknown>[]))
    cursor = page['next'] as string | null
  } while (cursor !== null)
  return rows
}

test.each([
  ['/v1/promises', 'promises', ['customer', 'id', 'version']],
  ['/v1/promises?state=open', 'promises', ['customer', 'id', 'version']],
  ['/v1/promises?told=silent', 'promises', ['customer', 'id', 'version']],
  ['/v1/customers/facts?alias=crm:1', 'facts', ['seq']],
  ['/v1/decisions?customer=crm:1', 'decisions', ['id']],
])('law: the pages of %s hold every row once, however long they are', async (path, name, key) => {
  const nameOf = (row: Record<string, unknown>): string => key.map((field) => String(row[field])).join(' ')
  const all = (await pages(path, name, 500)).map(nameOf)
  expect(all.length).toBeGreaterThan(1)
  expect(new Set(all).size).toBe(all.length)
  for (const limit of [1, 2, 3, 7]) expect((await pages(path, name, limit)).map(nameOf)).toEqual(all)
})

test('open promises come first, by tell-by; each filter leaves only what it names', async () => {
  const all = (await json('/v1/promises'))['promises'] as {
    state: string
    tell_by: string
    due_to: string
    told: string
  }[]
  expect(all).toHaveLength(25)
  const open = all.filter(({ state }) => state === 'open')
  expect(all.slice(0, open.length)).toEqual(open)
  expect(open.map(({ tell_by }) => tell_by)).toEqual(open.map(({ tell_by }) => tell_by).toSorted())
  const count = async (query: string): Promise<number> =>
    ((await json(`/v1/promises?${query}`))['promises'] as object[]).length
  expect(await count('state=kept')).toBe(1)
  expect(await count('told=told-in-time')).toBe(1)
  expect(await count('customer=crm:1')).toBe(2)
  expect(await count('customer=crm:nobody')).toBe(0)
  expect(await count('owner=billing')).toBe(0)
  expect(await count('kind=visit')).toBe(25)
  expect(await count(`due-before=${text('10 00:00')}`)).toBe(
    all.filter(({ due_to }) => due_to < text('10 00:00')).length,
  )
  expect(await count(`due-after=${encodeURIComponent('2026-03-10T01:00:00+01:00')}`)).toBe(
    all.filter(({ due_to }) => due_to >= text('10 00:00')).length,
  )
})

test('a cursor somebody made up is refused', async () => {
  const made = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url')
  for (const cursor of [
    'x',
    made([1]),
    made([true, 1e300, 0, 'x', '', 1]),
    made([false, 1, 99999, '0'.repeat(32), '', 1]),
  ])
    expect((await doors.get(`/v1/promises?cursor=${cursor}`)).status).toBe(400)
  expect((await doors.get(`/v1/decisions?customer=crm:1&cursor=${made([2 ** 40])}`)).status).toBe(400)
})

test('one promise: all its versions and the facts they rest on', async () => {
  const whole = await json(`/v1/promises/${encodeURIComponent('test.visit/v')}?customer=crm:1`)
  expect(whole).toMatchObject({
    versions: [
      { version: 1, state: 'broken', told: 'silent' },
      { version: 2, state: 'open', due_to: text('10 12:00') },
    ],
  })
  expect((whole['facts'] as { type: string }[]).map(({ type }) => type)).toEqual(['visit.booked', 'visit.moved'])
  expect(await json('/v1/promises/test.visit/v?customer=crm:1')).toEqual(whole)
  expect((await doors.get('/v1/promises/test.visit/v?customer=crm:2')).status).toBe(404)
  expect((await doors.get('/v1/promises/test.visit/v')).status).toBe(400)
})

test('a decision explains itself: why, from which facts, and what became of its words', async () => {
  const [{ id } = { id: '' }] = (
    (await json('/v1/decisions?customer=crm:w0'))['decisions'] as { id: string; moment: string }[]
  ).filter(({ moment }) => moment === 'test.visit.late')
  expect(await json(`/v1/decisions/${id}`)).toMatchObject({
    decision: { outcome: 'said', because: { rule: 'test.visit.late', reason: 'the silo expects it late' } },
    facts: [{ type: 'crew.delayed', data: { expected: text('9 13:00') } }],
    attempts: [{ n: 1, channel: 'test', state: 'accepted' }],
    waiting: [],
  })
  expect((await doors.get('/v1/decisions/0000')).status).toBe(404)
})

test('a customer in short; what is personal only for a key that may, and every such look is on record', async () => {
  const { store } = doors.house.database
  const before = (await auditRows(store, 0, 1000)).length
  const local = await json('/v1/customers?alias=crm:1')
  expect(local).toMatchObject({
    aliases: ['crm:1'],
    linked: [{ alias: 'order:77' }],
    zone: 'Europe/London',
    personal: { name: 'Amara Osei' },
    promises: { open: 1, outstanding: 1, all: 2 },
    decisions: expect.arrayContaining([expect.objectContaining({ moment: 'test.visit.confirm' })]),
  })
  expect((await auditRows(store, 0, 1000)).slice(before)).toMatchObject([
    { who: 'local', what: 'personal.read', detail: { customer: local['customer'] } },
  ])
  // The rest of this file's doors want a key from here on.
  const plain = { headers: await doors.key('read') }
  const hidden = JSON.stringify([
    await json('/v1/customers?alias=crm:1', plain),
    await json('/v1/customers/facts?alias=crm:1', plain),
  ])
  expect(hidden).not.toMatch(/Osei|7700/)
  expect(hidden).toContain('"personal":"hidden"')
  const { length } = await auditRows(store, 0, 1000)
  const seeing = { headers: await doors.key('read', 'personal') }
  const shown = await json('/v1/customers/facts?alias=crm:1', seeing)
  expect(shown['facts']).toContainEqual(
    expect.objectContaining({ type: 'customer.updated', personal: 'shown', data: card }),
  )
  expect(await auditRows(store, length + 1, 10)).toMatchObject([{ who: 'read+personal', what: 'personal.read' }])
  expect((await doors.get('/v1/customers?alias=crm:nobody', plain)).status).toBe(404)
})

test('law: a GET changes nothing; only the reading of what is personal is written down', async () => {
  const [all, plain] = [await doors.key('read', 'personal', 'cases'), await doors.key('read')]
  const [decision] = (await json('/v1/decisions?customer=crm:1', { headers: plain }))['decisions'] as { id: string }[]
  // What a provider says by GET, as Kannel does, is no reading: it is signed, and states what it says.
  const reading = ROUTES.filter(({ method, path }) => method === 'GET' && !path.startsWith('/callbacks/'))
  const paths = reading.map(({ path }) =>
    path
      .replace('/v1/promises/{id…}', '/v1/promises/test.visit/v?customer=crm:1')
      .replace('/v1/decisions/{id}', `/v1/decisions/${decision?.id ?? ''}`)
      .replace('{type}', 'visit.booked')
      .replace('{id}', 'x')
      .replace(/^\/v1\/decisions$/, '/v1/decisions?customer=crm:1')
      .replace(/^(\/v1\/customers.*)$/, '$1?alias=crm:1'),
  )
  const dump = async (): Promise<string> => {
    const { audit: _, ...counts } = await doors.counts()
    return JSON.stringify(counts)
  }
  const before = await dump()
  const audits = (await doors.counts())['audit']
  for (const path of paths) {
    for (const headers of [plain, all])
      for (const method of ['GET', 'HEAD']) {
        const { status } = await fetch(`${doors.url}${path}`, { method, headers })
        expect([path, [200, 403, 404].includes(status)]).toEqual([path, true])
      }
  }
  expect(await dump()).toBe(before)
  const read = (await auditRows(doors.house.database.store, audits ?? 0, 100)).map(({ what }) => what)
  expect(new Set(read)).toEqual(new Set(['personal.read']))
  expect(doors.logged).toEqual([])
})

test('every answer has the shape the description gives it', async () => {
  const headers = await doors.key('read', 'personal', 'cases')
  const strict = (id: string): z.ZodType => {
    const schema = ROUTES.flatMap(({ answers }) => Object.values(answers)).find(
      (shape) => shape instanceof z.ZodType && wireSchemas.get(shape)?.id === id,
    )
    if (!(schema instanceof z.ZodObject)) throw new Error(id)
    return schema.strict()
  }
  const shapes = {
    PromisePage: '/v1/promises',
    Promise: '/v1/promises/test.visit/v?customer=crm:1',
    DecisionPage: '/v1/decisions?customer=crm:w0',
    Customer: '/v1/customers?alias=crm:1',
    Timeline: '/v1/customers/facts?alias=crm:1',
    CasePage: '/v1/cases?closed=true',
    Sending: '/v1/sending',
    Status: '/v1/status',
    Alive: '/ready',
  }
  for (const [id, path] of Object.entries(shapes)) strict(id).parse(await json(path, { headers }))
  expect(await json('/v1/status', { headers })).toMatchObject({
    customers: 24,
    promises: { open: expect.any(Number) },
    lag: { outbox_ms: 0 },
  })
  expect(await json('/v1/sending', { headers })).toMatchObject({
    brands: [{ scope: 'brand:main', state: 'on' }],
    paused: [],
  })
})
