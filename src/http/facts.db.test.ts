import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { on, text } from '../core/fact/fact.testing.ts'
import { vault } from '../engine/engine.testing.ts'
import { testDatabase } from '../store/database.testing.ts'
import { openStore } from '../store/store.ts'
import { openLine } from './line.testing.ts'
import { testDoors, type TestDoors, type TestDoorsOptions } from './doors.testing.ts'

const now = on('2 09:00')
const keepInformed = `
playbook: test
promises:
  stated:
    made-by: { fact: promise.made }
    key: data.promise
    kind: { cel: data.kind }
    owner: { cel: data.owner }
    due: { to: { cel: data.due } }
    kept-by: { fact: promise.kept }
    moments:
      - { id: hello, at: { life: made }, say: hello }
`
const made = (id: string, more: object = {}, data: object = {}) => ({
  specversion: '1.0',
  id,
  source: 'desk',
  type: 'promise.made',
  subject: `crm:${id}`,
  time: text('2 08:00'),
  ...more,
  data: { promise: id, kind: 'repair', owner: 'field', due: text('5 17:00'), ...data },
})

let doors: TestDoors | undefined
afterEach(async () => {
  await doors?.close()
  doors = undefined
})
const open = async (options: TestDoorsOptions = {}): Promise<TestDoors> =>
  (doors = await testDoors({ now, playbooks: [keepInformed] }, options))

interface Body {
  readonly results: readonly {
    readonly status: string
    readonly problems?: readonly Said[]
    readonly warnings?: readonly Said[]
  }[]
  readonly problems: readonly Said[]
  readonly title: string
  readonly detail: string
}
interface Said {
  readonly code: string
  readonly place: { readonly path?: string; readonly line?: number; readonly column?: number }
  readonly mend: string
}
const bodyOf = async (response: Response): Promise<Body> => (await response.json()) as Body
const statuses = async (response: Response): Promise<string> =>
  (await bodyOf(response)).results.map(({ status }) => status).join(' ')
const facts = async (): Promise<number> => (await doors?.counts())?.['fact'] ?? -1

test('a fact is on record when the answer comes, and counts once however often it is sent', async () => {
  const { post, get } = await open()
  const first = await post('/v1/facts', made('1'))
  expect(first.status).toBe(202)
  expect(await first.json()).toEqual({ results: [{ id: '1', source: 'desk', status: 'accepted' }] })
  expect(await (await post('/v1/facts', [made('1'), made('2')])).json()).toMatchObject({
    results: [{ status: 'again' }, { status: 'accepted' }],
  })
  const page = (await (await get('/v1/promises?customer=crm:1')).json()) as { promises: object[] }
  expect(page.promises).toMatchObject([{ id: 'test.stated/1', state: 'open', owner: 'field', alias: 'crm:1' }])
})

test('CloudEvents in all modes, and a fact a line', async () => {
  const { post, url } = await open()
  const typed = (type: string) => ({ headers: { 'content-type': type } })
  expect(await statuses(await post('/v1/facts', made('1'), typed('application/cloudevents+json; charset=UTF-8')))).toBe(
    'accepted',
  )
  expect(
    await statuses(await post('/v1/facts', [made('2'), made('3')], typed('application/cloudevents-batch+json'))),
  ).toBe('accepted accepted')
  const lines = `\uFEFF${JSON.stringify(made('4'))}\r\n\n${JSON.stringify(made('5'))}\n`
  expect(await statuses(await post('/v1/facts', lines, typed('application/x-ndjson')))).toBe('accepted accepted')
  const { data, time } = made('6')
  const binary = await fetch(`${url}/v1/facts`, {
    method: 'POST',
    body: JSON.stringify(data),
    headers: {
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-id': '6',
      'ce-source': 'caf%C3%A9',
      'ce-type': 'promise.made',
      'ce-subject': 'crm:6',
      'ce-time': time,
    },
  })
  expect(await binary.json()).toEqual({ results: [{ id: '6', source: 'café', status: 'accepted' }] })
})

test('of many facts each has its own answer; what is wrong says where and what to do', async () => {
  const { post } = await open()
  const response = await post('/v1/facts', [made('1'), made('2', {}, { due: 'soon' }), made('3', { knwon: 1 })])
  expect(response.status).toBe(202)
  expect((await bodyOf(response)).results).toMatchObject([
    { status: 'accepted' },
    { status: 'refused', problems: [{ place: { path: 'data.due' }, mend: expect.stringContaining('2015') }] },
    { status: 'accepted', warnings: [{ code: 'near-name', place: { path: 'knwon' } }] },
  ])
})

test('the same id with other content is refused, and the first counts', async () => {
  const { post } = await open()
  await post('/v1/facts', made('1'))
  const response = await post('/v1/facts', made('1', {}, { owner: 'care' }))
  expect(response.status).toBe(422)
  expect(await bodyOf(response)).toMatchObject({
    problems: [{ code: 'same-id-different-content' }],
    results: [{ status: 'refused' }],
  })
})

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
const asText = (event: object): string => JSON.stringify(event)

/** What is sent, how it is announced, the status, and what the first problem must say. */
const BAD: Readonly<Record<string, readonly [string, string, number, object]>> = {
  'no body': ['', 'application/json', 400, { code: 'empty' }],
  'an empty list': ['[]', 'application/json', 400, { code: 'empty' }],
  'no JSON': ['{"id": 1,\n "x" }', 'application/json', 400, { code: 'not-json', place: { line: 2, column: 6 } }],
  'a broken line': [
    `${asText(made('1'))}\n{"id":`,
    'application/x-ndjson',
    400,
    { code: 'not-json', place: { line: 2, column: 7 } },
  ],
  'a word': ['"hello"', 'application/json', 422, { code: 'wrong-type' }],
  null: ['null', 'application/json', 422, { code: 'wrong-type' }],
  'a list where one fact was announced': ['[{}]', 'application/cloudevents+json', 400, { code: 'wrong-type' }],
  'one fact where a list was announced': ['{}', 'application/cloudevents-batch+json', 400, { code: 'wrong-type' }],
  'another content type': ['a,b', 'text/csv', 415, { code: 'wrong-type' }],
  'another charset': ['{}', 'application/json; charset=latin1', 415, { code: 'wrong-type' }],
  'brackets two million deep': [
    deep(2_000_000),
    'application/json',
    422,
    { code: 'wrong-type', place: { path: '[0]' } },
  ],
  'deep data': [
    asText(made('1')).replace('"repair"', deep(30_000)),
    'application/json',
    422,
    { place: { path: expect.stringContaining('data.kind') } },
  ],
  'deep data of a type of their own': [
    asText(made('1', { type: 'own.type' })).replace('"repair"', deep(30_000)),
    'application/json',
    422,
    { code: 'too-deep' },
  ],
  'five megabytes': [
    asText(made('1', {}, { kind: 'x'.repeat(5_000_000) })),
    'application/json',
    413,
    { code: 'body-too-large' },
  ],
  'a text of 200,000 characters': [
    asText(made('1', { type: 'own.type' }, { kind: 'x'.repeat(200_000) })),
    'application/json',
    422,
    { code: 'too-long' },
  ],
  'too many facts': [
    asText(Array.from({ length: 1001 }, (_, n) => made(String(n)))),
    'application/json',
    413,
    { code: 'too-many' },
  ],
  'a number where a text belongs': [
    asText(made('1', {}, { promise: 7 })),
    'application/json',
    422,
    { code: 'wrong-type', place: { path: 'data.promise' } },
  ],
  'a missing id': [
    asText({ ...made('1'), id: undefined }),
    'application/json',
    422,
    { code: 'missing', place: { path: 'id' } },
  ],
  'a day that does not exist': [
    asText(made('1', { time: '2026-02-31T00:00:00Z' })),
    'application/json',
    422,
    { place: { path: 'time' } },
  ],
  'the year 1850': [
    asText(made('1', { time: '1850-01-01T00:00:00Z' })),
    'application/json',
    422,
    { place: { path: 'time' } },
  ],
  'a clock that is six minutes ahead': [
    asText(made('1', { time: text('2 09:06') })),
    'application/json',
    422,
    { code: 'clock-ahead', mend: expect.stringContaining('clock') },
  ],
  'a NUL character': [asText(made('1', {}, { kind: 'a\0b' })), 'application/json', 422, { code: 'nul-character' }],
  'half a character': [
    asText(made('1')).replace('repair', String.raw`\ud800`),
    'application/json',
    422,
    { code: 'half-character' },
  ],
  'a field that would change an object’s nature': [
    asText(made('1')).replace('"kind"', '"__proto__"'),
    'application/json',
    422,
    { code: expect.any(String) },
  ],
  'what only Troth may say': [
    asText(made('1', { origin: 'engine' })),
    'application/json',
    422,
    { code: 'origin-not-allowed' },
  ],
  'a sender that calls itself troth': [
    asText(made('1', { source: 'troth' })),
    'application/json',
    422,
    { code: 'source-reserved' },
  ],
}

describe('bad bodies', () => {
  let house: TestDoors | undefined
  const shared = (): TestDoors => {
    if (house === undefined) throw new Error('the doors are not open')
    return house
  }
  beforeAll(async () => {
    house = await testDoors({ now, playbooks: [keepInformed] })
  })
  afterAll(() => house?.close())

  test.each(Object.entries(BAD))(
    '%s is refused with its place and a mend, and nothing of it is in the ledger',
    async (_, [body, type, status, said]) => {
      const { post, counts, logged } = shared()
      const before = await counts()
      const response = await post('/v1/facts', body, { headers: { 'content-type': type } })
      expect(response.headers.get('content-type')).toContain('application/problem+json')
      const problem = await bodyOf(response)
      expect([response.status, problem.problems[0]]).toEqual([status, expect.objectContaining(said)])
      expect(problem).toMatchObject({ status, instance: '/v1/facts', detail: expect.stringMatching(/\w/) })
      expect(problem.problems[0]?.mend).toMatch(/\w/)
      const after = await counts()
      // A fact that was understood and refused is kept beside, for a person; a body that is none is not.
      const beside = status === 422 ? { case: after['case'], refused: after['refused'] } : {}
      expect(after).toEqual({ ...before, ...beside })
      expect(logged).toEqual([])
    },
  )
})

test('bytes that are no UTF-8 and packed bodies are refused', async () => {
  const { url } = await open()
  const send = (body: Uint8Array, headers: Record<string, string> = {}) =>
    fetch(`${url}/v1/facts`, {
      method: 'POST',
      body: Buffer.from(body),
      headers: { 'content-type': 'application/json', ...headers },
    })
  expect((await bodyOf(await send(new Uint8Array([0x22, 0xff, 0x22])))).problems).toMatchObject([{ code: 'not-utf-8' }])
  expect((await send(new Uint8Array([1]), { 'content-encoding': 'gzip' })).status).toBe(415)
})

test('five minutes ahead is a clock; six are a mistake', async () => {
  const { post } = await open()
  expect(await statuses(await post('/v1/facts', made('1', { time: text('2 09:05') })))).toBe('accepted')
})

test('a person’s word needs a key with that right', async () => {
  const { post, key } = await open()
  const silo = await key('facts')
  const agent = await key('facts', 'person')
  const said = made('1', { origin: 'person' })
  expect((await bodyOf(await post('/v1/facts', said, { headers: silo }))).problems).toMatchObject([
    { code: 'origin-not-allowed', place: { path: 'origin' } },
  ])
  expect(await statuses(await post('/v1/facts', said, { headers: agent }))).toBe('accepted')
})

test('law: a dry run answers the same and stores nothing', async () => {
  const { post, counts } = await open()
  await post('/v1/facts', made('1'))
  const before = await counts()
  const request = [
    made('1'),
    made('1', {}, { owner: 'care' }),
    made('2'),
    made('2'),
    made('3', {}, { due: 'soon' }),
    {},
  ]
  const tried = await post('/v1/facts:dry-run', request)
  expect(await counts()).toEqual(before)
  const answered = (await bodyOf(tried)).results
  expect(tried.status).toBe(200)
  expect(answered.map(({ status }) => status)).toEqual(['again', 'refused', 'accepted', 'again', 'refused', 'refused'])
  expect((await bodyOf(await post('/v1/facts', request))).results).toEqual(answered)
  const wrong = await post('/v1/facts:dry-run', made('4', {}, { due: 'soon' }))
  expect(wrong.status).toBe(422)
})

test('what a silo gets wrong becomes one case a day for each kind of mistake, with the facts kept sealed', async () => {
  const { post, get, house } = await open()
  const late = (id: string) => made(id, { time: text('2 10:00') })
  await post('/v1/facts', [made('1'), late('2'), late('3'), made('4', {}, { due: 'Tuesday, says Mrs Osei' })])
  await post('/v1/facts', late('5'))
  const { cases } = (await (await get('/v1/cases?kind=refused-facts')).json()) as {
    cases: { id: string; says: string }[]
  }
  expect(cases).toHaveLength(2)
  expect(cases.map(({ says }) => says).join()).toMatch(/desk.*clock-ahead at time/)
  const rows = await house.database.store.query<{ case: string; raw: Buffer; problem: object }>({
    name: 'kept',
    text: 'select "case", raw, problem from refused order by n',
  })
  const kept = rows.map((row) => (vault.openOwn(row.raw) as { item: { id: string } }).item.id)
  expect(kept.toSorted()).toEqual(['2', '3', '4', '5'])
  expect(JSON.stringify(rows.map(({ problem }) => problem)) + JSON.stringify(cases)).not.toContain('Osei')
  house.clock.now = on('3 09:00')
  await post('/v1/facts', made('6', { time: text('3 10:00') }))
  expect(((await (await get('/v1/cases')).json()) as { cases: object[] }).cases).toHaveLength(3)
})

test('of one case at most 1,000 refused facts are kept', async () => {
  const { post, counts } = await open()
  const request = Array.from({ length: 700 }, (_, n) => made(String(n), { time: text('2 10:00') }))
  await post('/v1/facts', request)
  await post('/v1/facts', request)
  expect((await counts())['refused']).toBe(1000)
})

test('too much is waiting: come back in two seconds, nothing was read', async () => {
  const { post } = await open({ engine: (real) => ({ ...real, isBusy: () => true }) })
  const response = await post('/v1/facts', made('1'))
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2'])
  expect(await facts()).toBe(0)
})

test('while the database is away it says so, and afterwards goes on', async () => {
  const database = await testDatabase()
  const line = await openLine(database.connection)
  const store = openStore(line.connection)
  try {
    doors = await testDoors({ now, playbooks: [], store }, { store })
    const { post, get } = doors
    await post('/v1/facts', made('1'))
    await line.cut()
    const response = await post('/v1/facts', made('2'))
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2'])
    expect((await bodyOf(response)).problems).toMatchObject([{ code: 'database-away' }])
    expect((await get('/ready')).status).toBe(503)
    expect((await get('/')).status).toBe(503)
    expect((await get('/health')).status).toBe(200)
    await line.mend()
    expect((await get('/ready')).status).toBe(200)
    expect(await statuses(await post('/v1/facts', [made('1'), made('2')]))).toBe('again accepted')
  } finally {
    await doors?.close()
    doors = undefined
    await store.close()
    await line.cut()
    await database.drop()
  }
})
