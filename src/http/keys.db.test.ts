import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { request } from 'node:http'
import { connect } from 'node:net'
import { on } from '../core/fact/fact.testing.ts'
import { brokenAuditRow } from '../store/company/audit-book.ts'
import { openDoors } from './app.ts'
import { testDoors, type TestDoors, type TestDoorsOptions } from './doors.testing.ts'
import { listKeys, makeKey, revokeKey } from './keys.ts'
import { decideBind, isLoopback, listen } from './listen.ts'
import { RIGHTS, type Route } from './route.ts'
import { ROUTES } from './routes/all.ts'

const now = on('2 09:00')
let doors: TestDoors | undefined
afterEach(async () => {
  await doors?.close()
  doors = undefined
})
const open = async (options: TestDoorsOptions = {}): Promise<TestDoors> =>
  (doors = await testDoors({ now, playbooks: [] }, options))

const pathOf = ({ path }: Route): string => path.replace(/\{[a-z]+…?\}/, 'x')

describe('every door asks who is there', () => {
  let shared: TestDoors | undefined
  let withAll: Readonly<Record<string, string>> = {}
  beforeAll(async () => {
    shared = await testDoors({ now, playbooks: [] })
    withAll = await shared.key(...RIGHTS)
  })
  afterAll(() => shared?.close())
  const ask = async ({ method, ...route }: Route, headers: Readonly<Record<string, string>>): Promise<number> =>
    (await fetch(`${shared?.url}${pathOf({ method, ...route })}`, { method, headers })).status

  test.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_, route) => {
    const { may } = route
    const without = may === null ? [...RIGHTS] : RIGHTS.filter((right) => !may.includes(right))
    const lacking = (await shared?.key(...without)) ?? {}
    if (may === null) {
      expect([200, 404]).toContain(await ask(route, {}))
      return
    }
    expect(await ask(route, {})).toBe(401)
    expect(await ask(route, { authorization: 'Bearer troth_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' })).toBe(401)
    expect(await ask(route, { authorization: 'Bearer ' })).toBe(401)
    expect(await ask(route, lacking)).toBe(403)
    expect([401, 403, 500]).not.toContain(await ask(route, withAll))
    for (const right of may) {
      const own = (await shared?.key(right)) ?? {}
      expect([401, 403, 500]).not.toContain(await ask(route, own))
    }
  })
})

test('a key is shown once and kept as a hash; revoked it opens nothing, and the door stays shut', async () => {
  const { get, house } = await open()
  const { store } = house.database
  expect((await get('/v1/status')).status).toBe(200)
  const made = await makeKey(store, { name: 'crm', rights: ['read'], by: 'local', now })
  if ('problems' in made) throw new Error('not made')
  expect(made.key).toMatch(/^troth_[A-Za-z0-9_-]{32}$/)
  const headers = { authorization: `Bearer ${made.key}` }
  expect((await get('/v1/status')).status).toBe(401)
  expect((await get('/v1/status', { headers })).status).toBe(200)
  expect(JSON.stringify(await store.query({ name: 'k', text: 'select *, hash::text from api_key' }))).not.toContain(
    made.key,
  )
  expect(await listKeys(store)).toEqual([{ id: made.id, name: 'crm', may: ['read'], made: now, revoked: null }])
  expect(await revokeKey(store, { id: made.id, by: 'local', now })).toEqual({ name: 'crm' })
  expect(await revokeKey(store, { id: made.id, by: 'local', now })).toMatchObject({ problem: { code: 'no-such-key' } })
  expect((await get('/v1/status', { headers })).status).toBe(401)
  expect((await get('/v1/status')).status).toBe(401)
  expect(await brokenAuditRow(store)).toBeNull()
})

test('a right that does not exist makes no key', async () => {
  const { house } = await open()
  const made = await makeKey(house.database.store, { name: 'x', rights: ['reed'], by: 'local', now })
  expect(made).toMatchObject({ problems: [{ mend: 'Did you mean “read”?' }] })
})

test('to look, a browser may send the key as a password; to change anything it may not', async () => {
  const { get, post, key } = await open()
  const { authorization } = await key('read', 'facts')
  const password = Buffer.from(`me:${authorization.slice('Bearer '.length)}`).toString('base64')
  const headers = { authorization: `Basic ${password}` }
  expect((await get('/', { headers })).status).toBe(200)
  expect((await get('/v1/status', { headers })).status).toBe(200)
  expect((await post('/v1/facts', [], { headers })).status).toBe(401)
  expect((await get('/')).headers.get('www-authenticate')).toMatch(/^Basic/)
})

/** fetch does not let a caller lie about the Host. */
const asked = (url: string, headers: Readonly<Record<string, string>>, method = 'GET'): Promise<number> =>
  new Promise((done, failed) =>
    request(url, { headers, method }, (response) => {
      response.resume()
      done(response.statusCode ?? 0)
    })
      .on('error', failed)
      .end(),
  )

test('without keys only this machine’s own person is let in: no page of somebody else’s, by name or straight', async () => {
  const { url } = await open()
  const status = `${url}/v1/status`
  const host = url.replace('http://', '')
  expect(await asked(status, { host: 'localhost:1234' })).toBe(200)
  expect(await asked(status, { host: '[::1]:80' })).toBe(200)
  expect(await asked(status, { host: 'evil.example' })).toBe(403)
  expect(await asked(status, { host: '127.0.0.1.evil.example' })).toBe(403)
  expect(await asked(status, { origin: 'https://evil.example' })).toBe(403)
  expect(await asked(status, { origin: 'null' })).toBe(403)
  expect(await asked(status, { origin: `http://${host}` })).toBe(200)
  expect(await asked(`${url}/v1/facts`, { 'sec-fetch-site': 'cross-site' }, 'POST')).toBe(403)
  expect(await asked(status, { 'x-forwarded-for': '203.0.113.9' })).toBe(403)
})

test('a bind beyond this machine needs a key first', async () => {
  const { house } = await open()
  const { store } = house.database
  expect(await decideBind('127.0.0.1', store)).toEqual({ allowWithoutKey: true })
  expect(await decideBind('0.0.0.0', store)).toMatchObject({ problem: { code: 'wide-without-key' } })
  const made = await makeKey(store, { name: 'crm', rights: ['read'], by: 'local', now })
  expect(await decideBind('0.0.0.0', store)).toEqual({ allowWithoutKey: false })
  await revokeKey(store, { id: 'id' in made ? made.id : '', by: 'local', now })
  expect(await decideBind('::', store)).toMatchObject({ problem: { code: 'wide-without-key' } })
  expect(['localhost', '127.8.9.1', '[::1]', 'x.localhost'].map(isLoopback)).not.toContain(false)
  expect(['', '0.0.0.0', '127.evil.example', '10.0.0.1', '::'].map(isLoopback)).not.toContain(true)
})

test('a port that is taken is a problem with a mend', async () => {
  const { url, options } = await open()
  const another = openDoors(options)
  expect(await listen(another, { port: Number(new URL(url).port) })).toMatchObject({
    problem: { code: 'cannot-listen' },
  })
  await another.close()
})

test('other verbs, other addresses and bad addresses are answered as problems', async () => {
  const { url, get } = await open()
  const put = await fetch(`${url}/v1/facts`, { method: 'PUT', body: '{}' })
  expect([put.status, put.headers.get('allow')]).toEqual([405, 'POST'])
  expect((await fetch(`${url}/v1/promises`, { method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD')
  expect((await fetch(`${url}/v1/cases/x:close`)).status).toBe(405)
  const typo = await get('/v1/promise')
  expect([typo.status, await typo.json()]).toMatchObject([404, { problems: [{ mend: 'Did you mean /v1/promises?' }] }])
  for (const path of [
    '/%',
    '/v1/cases/%00',
    '/v1/promises?customer=a%00b',
    '/v1/promises?limit=0',
    '/v1/promises?due-before=soon',
  ]) {
    const response = await get(path)
    expect([path, response.status]).toEqual([path, path.includes('%00') && !path.includes('?') ? 404 : 400])
    expect(response.headers.get('content-type')).toContain('application/problem+json')
  }
})

/** What comes back on a bare connection. */
const bare = (url: string, bytes: string): Promise<string> =>
  new Promise((done, failed) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes))
    let said = ''
    socket.on('data', (piece: Buffer) => void (said += piece.toString()))
    socket.on('close', () => done(said)).on('error', failed)
  })

test('what is no HTTP, or has too long a head, is answered on the bare connection', async () => {
  const { url } = await open()
  expect(await bare(url, 'GET /\r\nnonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400[\s\S]*"code":"not-http"/)
  const long = `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`
  expect(await bare(url, long)).toMatch(/^HTTP\/1.1 431[\s\S]*"code":"head-too-long"/)
})
