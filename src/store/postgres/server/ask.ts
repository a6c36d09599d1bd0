import { realpathSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

import pg from 'pg'

import { type Connection, TROTH } from './connection.ts'

export type Answer =
  /** `version`: `18.4`. `data`: its data folder. */
  | { readonly answer: 'ready'; readonly version: string; readonly data: string; readonly hasDatabase: boolean }
  /** Starting, recovering, or going down. */
  | { readonly answer: 'not-yet'; readonly said: string }
  /** Nobody listens. */
  | { readonly answer: 'silent' }
  | { readonly answer: 'refused'; readonly said: string }

// Present on every cluster, so one can ask before our own database is made.
const ALWAYS_THERE = 'postgres'
const PATIENCE_MS = 5000

/** Never throws: whatever keeps us from a connection is an answer. */
export async function ask(connection: Connection): Promise<Answer> {
  try {
    return await inDatabase(connection, async (client) => {
      const { rows } = await client.query<{ version: string; data: string; hasDatabase: boolean }>(
        `select current_setting('server_version') as version, current_setting('data_directory') as data,
                exists (select from pg_database where datname = $1) as "hasDatabase"`,
        [TROTH],
      )
      const [row] = rows
      if (row === undefined) return { answer: 'silent' }
      // Debian says `15.18 (Debian 15.18-0+deb12u1)`.
      return { answer: 'ready', ...row, version: row.version.split(' ', 1)[0] ?? '', data: realpathSync(row.data) }
    })
  } catch (error) {
    return readError(error)
  }
}

/** From template0, so that what somebody put into template1 is not in ours. */
export async function createDatabase(connection: Connection): Promise<void> {
  await inDatabase(connection, (client) => client.query(`create database ${TROTH} template template0`))
}

/** Asks again every `everyMs` until there is word of a server or `over` says that none will come. */
export async function askUntilReady(
  connection: Connection,
  over: () => boolean,
  everyMs = 15,
): Promise<Exclude<Answer, { readonly answer: 'not-yet' }>> {
  for (;;) {
    const answer = await ask(connection)
    if (answer.answer === 'ready' || answer.answer === 'refused') return answer
    if (over()) return { answer: 'silent' }
    await pause(everyMs)
  }
}

async function inDatabase<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    ...connection,
    database: ALWAYS_THERE,
    ssl: false,
    connectionTimeoutMillis: PATIENCE_MS,
  })
  // A server that goes down between two words says so here; the query that waits for it fails as well.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html: 57P0x going down or starting up, 53300 all connections taken.
const NOT_YET = ['57P01', '57P02', '57P03', '53300']

function readError(error: unknown): Answer {
  if (!(error instanceof pg.DatabaseError)) return { answer: 'silent' }
  return { answer: NOT_YET.includes(error.code ?? '') ? 'not-yet' : 'refused', said: error.message }
}
