import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

import { type Refused, refused } from '../refused.ts'
import { type Account, accountFor, readUsers } from './account.ts'
import { hasData, type Home, homeAt, locateHome, ownerOf, POINTER } from './home.ts'
import { closedTo, give, giveAll } from './reach.ts'

export interface OpenHome {
  readonly home: Home
  /** As whom PostgreSQL runs; null: as ourselves. */
  readonly account: Account | null
}

/**
 * Finds the database's folder, or makes it: in `<folder>/postgres`, or, when the account that must own it cannot get
 * there (a 0700 parent such as /root), in `<systemFolder>/<name>-<random>` with a pointer file in `folder`.
 * @param systemFolder absolute; used only when running as root
 */
export function openHome(folder: string, systemFolder: string): OpenHome | Refused {
  makeFolder(folder)
  const located = locateHome(folder)
  if (located !== null && 'problems' in located) return located
  const ourselves = process.getuid?.()
  const owner = located === null ? null : ownerOf(located)
  const account = accountFor({ owner, ourselves, users: readUsers() })
  if (account !== null && 'problems' in account) return account
  if (account === null && owner !== null && owner.uid !== (ourselves ?? owner.uid))
    return ofAnotherUser(folder, owner.uid)
  if (located === null || !hasData(located))
    return { home: prepare({ folder, systemFolder, account, begun: located }), account }
  // Brought back from a backup by root: PostgreSQL serves only what belongs to its own user and nobody else may read.
  if (owner?.uid === 0) giveAll(account, located.folder)
  const closed = closedTo(account, located.folder)
  if (account !== null && closed !== null) return closedNow(located, account, closed)
  chmodSync(located.data, 0o700)
  return { home: located, account }
}

/** What root makes, others may pass through (not list): the account of PostgreSQL has to. */
function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true })
  if (first === undefined || process.getuid?.() !== 0) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) chmodSync(made, 0o711)
}

/** A home without data: a first start, or one that was cut short. */
function prepare({ folder, systemFolder, account, begun }: Begin): Home {
  const closed = closedTo(account, begun === null ? folder : dirname(begun.folder))
  const home = closed === null ? (begun ?? homeAt(join(folder, 'postgres'))) : elsewhere(closed)
  mkdirSync(home.folder, { recursive: true, mode: 0o700 })
  give(account, home.folder)
  return home

  function elsewhere(closedFolder: string): Home {
    mkdirSync(systemFolder, { recursive: true, mode: 0o755 })
    const place = join(systemFolder, `${basename(folder)}-${randomBytes(6).toString('hex')}`)
    mkdirSync(place, { mode: 0o700 })
    return pointTo(folder, place, `user "${account?.name}" may not enter ${closedFolder}`)
  }
}

interface Begin {
  readonly folder: string
  readonly systemFolder: string
  readonly account: Account | null
  readonly begun: Home | null
}

/** Made whole beside it and linked, so that of two first starts at once one wins and the other follows. */
function pointTo(folder: string, place: string, because: string): Home {
  const pointer = join(folder, POINTER)
  const draft = `${pointer}.${randomBytes(6).toString('hex')}`
  writeFileSync(
    draft,
    `${place}
The database of this folder is there, because PostgreSQL does not run as root, and
${because}.
Keep this file: without it Troth does not find its data. A backup needs both folders.
`,
  )
  try {
    linkSync(draft, pointer)
    return homeAt(place)
  } catch {
    rmSync(place, { recursive: true })
    const winner = locateHome(folder)
    if (winner === null || 'problems' in winner) throw new Error(`${pointer} can be neither written nor read`)
    return winner
  } finally {
    rmSync(draft)
  }
}

function ofAnotherUser(folder: string, uid: number): Refused {
  return refused('database-of-another-user', folder, {
    reason: `the database in this folder belongs to another user (id ${uid}).`,
    mend: 'Start Troth as that user or as root, or name another data folder.',
  })
}

function closedNow(home: Home, account: Account, closed: string): Refused {
  return refused('folder-closed', home.folder, {
    reason: `the database belongs to ${account.name}, who may not enter ${closed}, and PostgreSQL does not run as root.`,
    mend: `Let others pass through it (chmod o+x ${closed}), or move the data folder.`,
  })
}
