import pg from 'pg'
import type { Problem } from '../core/document/problem.ts'

/** How a PostgreSQL is reached; `host` may be the folder of a socket. */
export type Connection =
  | { readonly url: string }
  | {
      readonly host: string
      readonly port: number
      readonly user: string
      readonly password: string
      readonly database: string
    }

/** One SQL statement with its name: each connection prepares it once. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/** What a statement runs in: a transaction, or a connection of its own for one statement. */
export interface Tx {
  /**
   * In a transaction statements are carried out in the order they were asked for, and leave at once: several asked for in
   * one breath take one round trip together, and after one that fails the others fail too.
   */
  readonly query: <Row extends object>(statement: Statement, values?: readonly unknown[]) => Promise<readonly Row[]>
}

/** A connection out of the pool; `release(true)` ends it. */
export type Session = pg.PoolClient

export interface Store extends Tx {
  /** Runs `work` in one transaction; whatever it throws rolls back and is thrown on. */
  readonly inTransaction: <Answer>(work: (tx: Tx) => Promise<Answer>) => Promise<Answer>
  /** A connection of its own until it is ended, for what lives as long as a session does: locks, COPY. */
  readonly session: () => Promise<Session>
  readonly close: () => Promise<void>
}

/**
 * Every statement reaches its rows by an index, a few hundred at a time. Left to itself the planner knows nothing of a
 * new table and joins a list of keys with it by reading all of it: 247 of 590 µs a fact went there (2026-11-22).
 */
const PLANS =
  '-c enable_hashjoin=off -c enable_mergejoin=off -c enable_seqscan=off -c plan_cache_mode=force_generic_plan'

const INT8 = 20
const UUID = 2950

/** Instants are bigint and fit a number exactly; a subject is 32 hex digits everywhere in Troth. */
const types = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') => {
    if (oid === INT8) return Number
    if (oid === UUID) return (text: string) => text.replaceAll('-', '')
    return pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown
  }) as typeof pg.types.getTypeParser,
}

export interface StoreOptions {
  /** Most connections at once. */
  readonly connections?: number
  /** What became of a connection nobody was using. */
  readonly onLost?: (error: Error) => void
}

export function openStore(connection: Connection, { connections = 12, onLost = () => {} }: StoreOptions = {}): Store {
  const { url, ...rest } = { url: undefined, ...connection }
  const pool = new pg.Pool({
    ...(url === undefined ? rest : { connectionString: url }),
    max: connections,
    pipeline: true,
    application_name: 'troth',
    options: PLANS,
    connectionTimeoutMillis: 5_000,
    types,
  })
  pool.on('error', onLost)
  // A server that goes away tells a connection twice, and nobody listens the second time: that would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    query: (statement, values) => run(pool, statement, values),
    inTransaction: (work) => inTransaction(pool, work),
    session: () => pool.connect(),
    close: () => pool.end(),
  }
}

async function run<Row extends object>(
  at: pg.Pool | pg.PoolClient,
  { name, text }: Statement,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const { rows } = await at.query<Row>({ name, text, values: [...values] })
  return rows
}

async function inTransaction<Answer>(pool: pg.Pool, work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  const client = await pool.connect()
  let broken: Error | undefined
  // Listened to while it is out of the pool: a server that goes away must not take the process with it.
  const onError = (error: Error): void => void (broken = error)
  client.on('error', onError)
  try {
    await client.query('begin')
    const answer = await work({ query: (statement, values) => run(client, statement, values) })
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback').catch((failed: Error) => void (broken = failed))
    throw error
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

/**
 * One statement over many rows: they go over as one JSON parameter (16,200 facts a second against 5,500 as arrays in text).
 * The statements of every commit hand over binary columns instead: `binary/columns.ts`.
 */
export const withRows = (rows: readonly object[]): readonly [string] => [JSON.stringify(rows)]

/** SQLSTATE classes that say the server is away, starting or out of something, not that we were wrong. */
const AWAY = new Set(['08', '53', '57', '58', '40'])

/** Whether it makes sense to try again later: the database is away, full, starting or gave up a deadlock. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as Error & { code?: unknown }
  if (typeof code !== 'string') return /connect|terminat|timeout|closed/i.test(error.message)
  return AWAY.has(code.slice(0, 2)) || /^E(CONN|PIPE|NOENT|TIMEDOUT|AI_)/.test(code)
}

export const databaseAway = (reason: string): Problem => ({
  level: 'error',
  code: 'database-away',
  place: {},
  reason: `The database does not answer: ${reason}.`,
  mend: 'Send it again in a few seconds; nothing of it was stored. `troth doctor` says more.',
})
