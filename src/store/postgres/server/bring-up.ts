import { realpathSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

import { type Refused, refused } from '../refused.ts'
import { type Answer, ask, createDatabase } from './ask.ts'
import { connectionTo } from './connection.ts'
import { launch, type Site, type Up } from './launch.ts'
import { disarmPidFile, readPidFile, servesData } from './pid-file.ts'
import { adoptPostmaster, endPostmaster } from './postmaster.ts'
import { answersSignals } from './process-of.ts'

/**
 * The server of this home, found alive (adopted: a `kill -9` of Troth leaves it behind) or started. Only for the holder
 * of the lock.
 */
export async function bringUp(site: Site, cancel: AbortSignal): Promise<BroughtUp | Refused> {
  const orphan = await findOrphan(site, cancel)
  const up = orphan ?? (await launch(site, cancel))
  if ('problems' in up) return up
  if (!up.hasDatabase) {
    const failed = await makeDatabase(site, up)
    if (failed !== null) return failed
  }
  return { ...up, adopted: orphan !== null }
}

export interface BroughtUp extends Up {
  readonly adopted: boolean
}

async function makeDatabase({ home, binaries }: Site, { connection, postmaster }: Up): Promise<Refused | null> {
  try {
    await createDatabase(connection)
    return null
  } catch (error) {
    await endPostmaster({ postmaster, binaries, data: home.data })
    return refused('database-not-made', home.log, {
      reason: `the database could not be made: ${error instanceof Error ? error.message : String(error)}.`,
      mend: 'Mend what it names and start again.',
    })
  }
}

// Going down it may write 2 GB first; recovering after a crash it may read as much.
const PATIENCE_MS = 300_000
const AGAIN_MS = 50
const SILENT: Answer = { answer: 'silent' }

/** Null when none is alive, and then nothing keeps a new one from starting. */
async function findOrphan(site: Site, cancel: AbortSignal): Promise<Up | Refused | null> {
  const { home, log } = site
  const end = Date.now() + PATIENCE_MS
  let said = 'it does not answer'
  while (Date.now() < end && !cancel.aborted) {
    const file = readPidFile(home.data)
    if (file === null) return null
    if (!servesData(file.pid, home.data)) {
      // Only a dead server's file that PostgreSQL would take for a living one's.
      if (answersSignals(file.pid)) {
        disarmPidFile(home.data)
        log('postgres.stale-pid', { pid: file.pid })
      }
      return null
    }
    const connection = connectionTo(file, home)
    if ('problems' in connection) return connection
    const answer = file.host === '' ? SILENT : await ask(connection)
    // Another server may listen where ours did: then this one is only starting.
    if (answer.answer === 'ready' && answer.data === realpathSync(home.data))
      return { ...answer, postmaster: adoptPostmaster(file.pid), connection }
    if (answer.answer === 'refused') return heldBy(site, file.pid, answer.said)
    if (answer.answer === 'not-yet') said = answer.said
    await pause(AGAIN_MS)
  }
  return heldBy(site, readPidFile(home.data)?.pid ?? 0, said)
}

function heldBy({ home }: Site, pid: number, said: string): Refused {
  return refused('postgres-not-ours', home.data, {
    reason: `process ${pid} serves this database and does not let us in: ${said}.`,
    mend: `End it in order (kill -INT ${pid}) and start again.`,
  })
}
