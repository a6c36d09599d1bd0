import { join } from 'node:path'

import { findBinaries } from './binaries/find-binaries.ts'
import { SYSTEM_PLACES } from './binaries/system.ts'
import { hasData, majorOf } from './cluster/home.ts'
import { initialise } from './cluster/initialise.ts'
import { type Lock, takeLock } from './cluster/lock.ts'
import { openHome, type OpenHome } from './cluster/open-home.ts'
import { chooseAddress, removeSocketFolder } from './cluster/socket.ts'
import { type Refused, refused, refusedBySystem } from './refused.ts'
import { bringUp } from './server/bring-up.ts'
import type { Connection } from './server/connection.ts'
import { type DeathListener, keepUp } from './server/keep-up.ts'
import type { Site, Up } from './server/launch.ts'

export interface PostgresOptions {
  /** Troth's data folder, absolute; made when missing. */
  readonly folder: string
  /** TROTH_PG_BIN: a folder with `postgres` and `initdb`; nothing else is tried then. */
  readonly binaries?: string
  /** The system's PostgreSQL before npm's; true when absent. */
  readonly preferSystem?: boolean
  /** XDG_RUNTIME_DIR: for the socket, when the data folder's path is too long for one. */
  readonly runtimeFolder?: string
  /** Root only: what PostgreSQL's user must reach and cannot reach in place; `/var/lib/troth` when absent. */
  readonly systemFolder?: string
  /** Where systems put PostgreSQL; known places when absent. */
  readonly systemPlaces?: readonly string[]
  /** False only in tests: faster, and lost at a power cut. */
  readonly durable?: boolean
  readonly log?: (what: string, fields: Readonly<Record<string, unknown>>) => void
}

export interface RunningPostgres {
  /** Stays the same through restarts. */
  readonly connection: Connection
  /** `18.4` */
  readonly version: string
  /** The folder of its programs. */
  readonly binaries: string
  /** `adopted`: a server found alive, left behind by a Troth that was killed. */
  readonly started: 'fresh' | 'again' | 'adopted'
  /** Ends the server in order, an adopted one too, and gives the folder free. Twice is once. */
  readonly stop: () => Promise<void>
  /** Told when the server ends by itself; it is started again. Answers how to listen no more. */
  readonly onDeath: (listener: DeathListener) => () => void
}

/**
 * The embedded database of a data folder, up and answering: 1.5 s the first time, 0.1 s later (2 cores, 2026-11-22). One
 * process at a time may hold it; others beside it use `findRunning` (adopt.ts).
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres | Refused> {
  try {
    const open = openHome(options.folder, options.systemFolder ?? SYSTEM_FOLDER)
    if ('problems' in open) return open
    const lock = await takeLock(open.home.lock)
    if ('heldBy' in lock) return inUse(options.folder, lock.heldBy)
    return await startLocked({ options, open, lock })
  } catch (error) {
    const known = refusedBySystem(error)
    if (known === null) throw error
    return known
  }
}

const SYSTEM_FOLDER = '/var/lib/troth'

interface Start {
  readonly options: PostgresOptions
  readonly open: OpenHome
  readonly lock: Lock
}

/** Gives the lock free unless the server runs. */
async function startLocked(start: Start): Promise<RunningPostgres | Refused> {
  let running: RunningPostgres | Refused | null = null
  try {
    running = await run(start)
    return running
  } finally {
    if (running === null || 'problems' in running) start.lock.release()
  }
}

async function run({ options, open, lock }: Start): Promise<RunningPostgres | Refused> {
  const began = performance.now()
  const prepared = await prepare(options, open)
  if ('problems' in prepared) return prepared
  const { site, fresh } = prepared
  const up = await bringUp(site, new AbortController().signal)
  if ('problems' in up) return up
  const started = up.adopted ? 'adopted' : fresh ? 'fresh' : 'again'
  const binaries = site.binaries.folder
  const tookMs = Math.round(performance.now() - began)
  site.log('postgres.up', { started, version: up.version, binaries, data: site.home.data, tookMs })
  return { connection: up.connection, version: up.version, binaries, started, ...kept({ site, up, lock }) }
}

/** All but the server itself: programs that fit the data, data, and a place to listen. */
async function prepare(options: PostgresOptions, { home, account }: OpenHome): Promise<Prepared | Refused> {
  const binaries = await findBinaries({
    explicit: options.binaries,
    major: majorOf(home),
    preferSystem: options.preferSystem ?? true,
    account,
    systemPlaces: options.systemPlaces ?? SYSTEM_PLACES,
    copyTo: [...(account === null ? [] : [options.systemFolder ?? SYSTEM_FOLDER]), join(home.folder, 'binaries')],
    folder: options.folder,
  })
  if ('problems' in binaries) return binaries
  const { durable = true, log = () => undefined } = options
  const fresh = !hasData(home)
  const failed = fresh ? await initialise({ home, account, binaries, durable }) : null
  if (failed !== null) return failed
  const address = await chooseAddress({ home, account, runtimeFolder: options.runtimeFolder })
  return 'problems' in address ? address : { site: { home, account, binaries, address, durable, log }, fresh }
}

interface Prepared {
  readonly site: Site
  readonly fresh: boolean
}

function kept({ site, up, lock }: { readonly site: Site; readonly up: Up; readonly lock: Lock }) {
  // Pools hold the address, so an adopted server is started again where it listened.
  const { stop, onDeath } = keepUp({ ...site, address: up.connection }, up)
  const stopAndFree = async (): Promise<void> => {
    await stop()
    removeSocketFolder(up.connection, site.home)
    lock.release()
    site.log('postgres.stopped', { data: site.home.data })
  }
  let stopped: Promise<void> | undefined
  return { onDeath, stop: () => (stopped ??= stopAndFree()) }
}

function inUse(folder: string, heldBy: string): Refused {
  return refused('data-folder-in-use', folder, {
    reason: `another Troth (${heldBy}) already runs the database of this folder.`,
    mend: 'Use that one, stop it first, or name another data folder.',
  })
}
