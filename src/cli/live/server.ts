import { randomBytes } from 'node:crypto'
import type { Engine } from '../../engine/engine.ts'
import { version } from '../version.ts'
import type { Settings } from '../settings/settings.ts'
import type { World } from '../world.ts'
import { openFrontDoors, type FrontDoors } from './doors.ts'
import { engineFor } from './engine.ts'
import { startLedger, type Ledger } from './ledger.ts'
import type { Log } from './log.ts'
import { removeRunFile, writeRunFile } from './run-file.ts'

export interface ServerOptions {
  readonly settings: Settings
  readonly world: World
  readonly log: Log
  /** It cannot go on: another process holds the ledger, or the database does not come back. */
  readonly onLost: (why: string) => void
}

export interface Server {
  readonly address: string
  readonly ledger: Ledger
  /** Stops accepting, finishes what it has begun, and ends in order. Twice is once. */
  readonly stop: () => Promise<void>
}

/** The whole of Troth in this process: database, engine, doors. What was started is stopped again when a later part fails. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { settings, log } = options
  const opened: (() => Promise<void>)[] = []
  const stopAll = async (): Promise<void> => {
    // The last opened first: doors, engine, database.
    for (const close of opened.splice(0).toReversed()) await close()
  }
  try {
    const ledger = await startLedger(options)
    opened.push(ledger.close)
    const engine = await engineFor({
      ...options,
      ledger,
      onFenced: () => options.onLost('another process holds the ledger'),
    })
    opened.push(engine.stop)
    const doors = await openRun({ ...options, ledger, engine })
    opened.push(doors.close)
    engine.run()
    log('server.up', { address: doors.address, version, data: settings.folder })
    let stopped: Promise<void> | undefined
    return { address: doors.address, ledger, stop: () => (stopped ??= stopAll()) }
  } catch (error) {
    await stopAll()
    throw error
  }
}

interface Running extends ServerOptions {
  readonly ledger: Ledger
  readonly engine: Engine
}

/** Opens the doors, and says in the data folder where they are. */
async function openRun(running: Running): Promise<FrontDoors> {
  const { settings, world } = running
  const token = randomBytes(32).toString('base64url')
  const doors = await openFrontDoors({ ...running, token })
  const { pid } = process
  writeRunFile(settings.folder, { pid, address: doors.address, token, version, started: world.clock() })
  return {
    ...doors,
    close: async () => {
      removeRunFile(settings.folder, pid)
      await doors.close()
    },
  }
}
