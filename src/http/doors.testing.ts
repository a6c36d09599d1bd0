import type { FastifyInstance } from 'fastify'
import { sha256, testEngine, vault, type TestEngine, type TestEngineOptions } from '../engine/engine.testing.ts'
import type { Engine } from '../engine/engine.ts'
import { openDoors, type DoorsOptions } from './app.ts'
import { makeKey } from './keys.ts'
import { listen } from './listen.ts'

export interface TestDoors {
  readonly url: string
  readonly house: TestEngine
  readonly app: FastifyInstance
  /** What these doors were opened with. */
  readonly options: DoorsOptions
  /** What went wrong inside. */
  readonly logged: string[]
  readonly get: (path: string, init?: RequestInit) => Promise<Response>
  readonly post: (path: string, body: unknown, init?: RequestInit) => Promise<Response>
  /** A key with these rights, as a header. */
  readonly key: (...rights: readonly string[]) => Promise<{ readonly authorization: string }>
  /** Rows of every table. */
  readonly counts: () => Promise<Readonly<Record<string, number>>>
  readonly close: () => Promise<void>
}

export interface TestDoorsOptions extends Partial<Omit<DoorsOptions, 'engine'>> {
  readonly engine?: (real: Engine) => Engine
}

/** Doors on a loopback port, with a real engine and a database of its own behind them. */
export async function testDoors(
  house: TestEngineOptions,
  { engine: around = (real) => real, ...more }: TestDoorsOptions = {},
): Promise<TestDoors> {
  const test = await testEngine(house)
  const { store } = test.database
  const logged: string[] = []
  const options: DoorsOptions = {
    engine: around(test.engine),
    store,
    vault,
    sha256,
    clock: () => test.clock.now,
    version: '0.0.0-test',
    defaultZone: 'UTC',
    brand: 'main',
    brands: new Map(),
    language: 'en',
    allowWithoutKey: true,
    outboxFolder: null,
    publicUrl: null,
    log: (happened, fields) => logged.push(`${happened} ${JSON.stringify(fields)}`),
    keysFreshMs: 0,
    ...more,
  }
  const app = openDoors(options)
  const listening = await listen(app, { port: 0 })
  if ('problem' in listening) throw new Error(listening.problem.reason)
  const { url } = listening
  return {
    url,
    house: test,
    app,
    options,
    logged,
    get: (path, init) => fetch(`${url}${path}`, init),
    post: (path, body, { headers, ...init } = {}) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...init,
        headers: { 'content-type': 'application/json', ...(headers as Record<string, string> | undefined) },
      }),
    key: async (...rights) => {
      const made = await makeKey(store, { name: rights.join('+'), rights, by: 'test', now: test.clock.now })
      if ('problems' in made) throw new Error(made.problems[0]?.reason)
      return { authorization: `Bearer ${made.key}` }
    },
    counts: () => counts(test),
    close: async () => {
      await app.close()
      await test.stop()
    },
  }
}

async function counts({ database: { store } }: TestEngine): Promise<Readonly<Record<string, number>>> {
  const text = `select string_agg(format('select %L as name, count(*) as n from %I', relname, relname), ' union all ') as text
                  from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relispartition`
  const [row] = await store.query<{ text: string }>({ name: 'tables', text })
  const rows = await store.query<{ name: string; n: number }>({ name: 'all-counts', text: row?.text ?? '' })
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]))
}
