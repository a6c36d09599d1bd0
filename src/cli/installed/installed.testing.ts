import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDatabase, type TestDatabase } from '../../store/database.testing.ts'
import type { Connection } from '../../store/store.ts'
import { main } from '../main.ts'
import type { World } from '../world.ts'
import { testWorld } from '../world.testing.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface Installation {
  readonly database: TestDatabase
  /** The data folder; a test may write beside what is there. */
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  readonly troth: (...words: readonly string[]) => Promise<Ran>
  /** The same with something else around it: a person who answers, another clock. */
  readonly trothIn: (world: Partial<World>, ...words: readonly string[]) => Promise<Ran>
  readonly remove: () => Promise<void>
}

/** Command lines on a database of their own, as beside a PostgreSQL of the company's. */
export async function testInstallation(): Promise<Installation> {
  const database = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'troth-installed-'))
  const env = { DATABASE_URL: urlOf(database.connection), TROTH_HOME: folder, USER: 'kim' }
  const trothIn = (world: Partial<World>, ...words: readonly string[]): Promise<Ran> =>
    runMain(words, testWorld({ env, folder, ...world }))
  return {
    database,
    folder,
    env,
    trothIn,
    troth: (...words) => trothIn({}, ...words),
    remove: async () => {
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function runMain(words: readonly string[], world: World, heard?: (line: string) => void): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const terminal = {
    out: (text: string) => {
      out.push(text)
      heard?.(text)
    },
    err: (text: string) => err.push(text),
    isWatched: false,
    columns: 100,
  }
  return { code: await main(words, terminal, world), out: out.join('\n'), err: err.join('\n') }
}

export function urlOf(connection: Connection): string {
  if ('url' in connection) return connection.url
  const { host, port, user, password, database } = connection
  return `postgres://${user}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
}
