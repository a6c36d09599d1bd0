import { realpathSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

import { locateHome } from './cluster/home.ts'
import { type Refused, refusedBySystem } from './refused.ts'
import { ask } from './server/ask.ts'
import { type Connection, connectionTo } from './server/connection.ts'
import { readPidFile } from './server/pid-file.ts'

// A server that starts or goes down says so; most do in a second.
const PATIENCE_MS = 10_000
const AGAIN_MS = 50

/**
 * For a command beside a running server: how to reach the database of a data folder, without starting, stopping or
 * watching it. Null when none runs.
 * @param folder Troth's data folder, absolute
 */
export async function findRunning(folder: string): Promise<Connection | Refused | null> {
  try {
    const home = locateHome(folder)
    if (home === null || 'problems' in home) return home
    for (const end = Date.now() + PATIENCE_MS; ; await pause(AGAIN_MS)) {
      const file = readPidFile(home.data)
      if (file === null || file.host === '') return null
      const connection = connectionTo(file, home)
      if ('problems' in connection) return connection
      const answer = await ask(connection)
      // A stale file may name a place where another server listens now.
      if (answer.answer === 'ready')
        return answer.data === realpathSync(home.data) && answer.hasDatabase ? connection : null
      if (answer.answer !== 'not-yet' || Date.now() > end) return null
    }
  } catch (error) {
    const known = refusedBySystem(error)
    if (known === null) throw error
    return known
  }
}
