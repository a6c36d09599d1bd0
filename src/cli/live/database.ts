import type { Problem } from '../../core/document/problem.ts'
import { findRunning } from '../../store/postgres/adopt.ts'
import { hasData, locateHome } from '../../store/postgres/cluster/home.ts'
import { startPostgres, type RunningPostgres } from '../../store/postgres/start.ts'
import type { Connection } from '../../store/store.ts'
import { EXIT, Stop } from '../exit.ts'
import type { Settings } from '../settings/settings.ts'
import type { Log } from './log.ts'

/** How the ledger's database is reached, and who must end it. */
export interface Database {
  readonly connection: Connection
  /** Where it came from: a server of the company's, one that runs already, or one that we have started. */
  readonly from: 'url' | 'running' | 'started'
  readonly postgres: RunningPostgres | null
  readonly stop: () => Promise<void>
}

const notOurs = (connection: Connection, from: Database['from']): Database => ({
  connection,
  from,
  postgres: null,
  stop: async () => undefined,
})

/** For a server: its own PostgreSQL, or the one DATABASE_URL names. */
export async function startDatabase(settings: Settings, log: Log): Promise<Database> {
  const { databaseUrl, folder, binaries, runtimeFolder } = settings
  if (databaseUrl !== null) return notOurs({ url: databaseUrl }, 'url')
  const running = await startPostgres({
    folder,
    log,
    ...(binaries === null ? {} : { binaries }),
    ...(runtimeFolder === null ? {} : { runtimeFolder }),
  })
  if ('problems' in running) throw new Stop(EXIT.away, running.problems)
  return { connection: running.connection, from: 'started', postgres: running, stop: running.stop }
}

/** For a command: the database of the server that runs, or one that is started for it and stopped again. */
export async function findDatabase(settings: Settings, log: Log): Promise<Database> {
  if (settings.databaseUrl === null) {
    const running = await findRunning(settings.folder)
    if (running !== null && 'problems' in running) throw new Stop(EXIT.away, running.problems)
    if (running !== null) return notOurs(running, 'running')
  }
  return startDatabase(settings, log)
}

/** Whether there is anything to open: a command that only looks must not begin an installation. */
export function isInstalled({ databaseUrl, folder }: Settings): boolean {
  if (databaseUrl !== null) return true
  const home = locateHome(folder)
  return home !== null && ('problems' in home || hasData(home))
}

export const notInstalled = (folder: string): Problem => ({
  level: 'error',
  code: 'not-installed',
  place: { file: folder },
  reason: 'There is no installation in this folder.',
  mend: 'Begin one with `troth start`, or name its folder with --data.',
})
