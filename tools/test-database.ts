import type { TestProject } from 'vitest/node'
import { problemLine } from '../src/core/document/problem.ts'
import { migrate } from '../src/store/migrate.ts'
import { testPostgres } from '../src/store/postgres/postgres.testing.ts'
import { openStore } from '../src/store/store.ts'

export interface TestServer {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: TestServer
  }
}

/** One PostgreSQL for the run, migrated once; files clone its database (database.testing.ts). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = await testPostgres()
  const store = openStore(running.connection, { connections: 1 })
  const migrated = await migrate(store)
  await store.close()
  if ('problem' in migrated) throw new Error(problemLine(migrated.problem))
  project.provide('postgres', running.connection)
  return running.stop
}
