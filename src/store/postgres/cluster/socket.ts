import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, rmdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type Refused, refused } from '../refused.ts'
import type { Address } from '../server/connection.ts'
import type { Account } from './account.ts'
import type { Home } from './home.ts'
import { closedTo, give } from './reach.ts'

export interface ListenerWanted {
  readonly home: Home
  readonly account: Account | null
  /** A folder of this user's own for sockets (XDG_RUNTIME_DIR), tried before the temporary ones. */
  readonly runtimeFolder: string | undefined
}

// It only names the socket file; nothing listens on the port of that number.
const PORT = 5432
const NAME = `.s.PGSQL.${PORT}`
// sun_path holds 108 bytes on Linux and 104 on macOS, its closing zero included.
const LONGEST_PATH = 103

/**
 * Where the server will listen: in its own folder, so that a private /tmp (systemd) does not hide it from commands
 * beside it; elsewhere when that path is too long, or its file system holds no sockets (shared folders of a Mac).
 */
export async function chooseAddress(wanted: ListenerWanted): Promise<Address | Refused> {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await freePort() }
  if (await holdsSockets(wanted.home.folder, wanted.account)) return { host: wanted.home.folder, port: PORT }
  for (const parent of [wanted.runtimeFolder, tmpdir(), '/tmp'])
    if (parent !== undefined && (await holdsSockets(join(parent, shortName(wanted.home)), null, parent))) {
      const folder = ownFolder(parent, wanted)
      if (closedTo(wanted.account, folder) === null) return { host: folder, port: PORT }
      rmdirSync(folder)
    }
  return refused('no-socket-folder', wanted.home.folder, {
    reason: 'PostgreSQL needs a folder for its socket with a path of less than 90 characters.',
    mend: 'Name a data folder with a shorter path, or set TMPDIR to a folder that everybody may enter.',
  })
}

const shortName = (home: Home): string => `troth-${createHash('sha256').update(home.folder).digest('hex').slice(0, 12)}`

/** Tries it with a socket of our own. */
async function holdsSockets(folder: string, account: Account | null, probeIn = folder): Promise<boolean> {
  if (Buffer.byteLength(join(folder, NAME)) > LONGEST_PATH || closedTo(account, probeIn) !== null) return false
  const probe = join(probeIn, `.probe-${process.pid}`)
  rmSync(probe, { force: true })
  const port = await listening(probe)
  return port !== null
}

/** Always the same for one database; another when somebody else has made that one in a folder open to all. */
function ownFolder(parent: string, { home, account }: ListenerWanted): string {
  const path = join(parent, shortName(home))
  try {
    mkdirSync(path, { mode: 0o700 })
    give(account, path)
    return path
  } catch {
    const found = lstatSync(path)
    const owner = account?.uid ?? process.getuid?.()
    if (found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0) return path
    const other = mkdtempSync(`${path}-`)
    give(account, other)
    return other
  }
}

/**
 * Removes the socket and its lock of a server known to be dead: PostgreSQL refuses them when another process of the same
 * user has got the id they name.
 */
export function clearSocket({ host }: Address): void {
  if (!host.startsWith('/')) return
  for (const name of readdirSync(host)) if (name.startsWith('.s.PGSQL.')) rmSync(join(host, name), { force: true })
}

/** A folder made only for the socket goes with it. */
export function removeSocketFolder({ host }: Address, home: Home): void {
  if (!host.startsWith('/') || host === home.folder) return
  try {
    rmdirSync(host)
  } catch {
    // Not empty, or not ours: it stays.
  }
}

async function freePort(): Promise<number> {
  return (await listening(0)) ?? PORT
}

/** Listens for a moment; the port, 0 for a socket file, null when it may not. */
function listening(on: string | number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    const heard = (): void => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    }
    if (typeof on === 'string') server.listen(on, heard)
    else server.listen(on, '127.0.0.1', heard)
  })
}
