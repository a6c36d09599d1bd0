import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'

import { processOf } from '../server/process-of.ts'

/** Who may start, restart and end the database of one folder. */
interface Holder {
  readonly pid: number
  /** When that process began, since a process id is used again. */
  readonly began: string
  /** Machine, boot and process name space: only within it does the process id say anything. */
  readonly where: string
}

export interface Lock {
  readonly release: () => void
}

export interface HeldBy {
  readonly heldBy: string
}

const BEAT_MS = 2000
// Five beats: a busy process misses one or two. Only a lock of another machine or container is watched that long.
const WATCH_MS = 5 * BEAT_MS
// So long after its last beat it is not even watched, unless clocks differ by a minute.
const SURELY_DEAD_MS = 60_000

/**
 * Of two supervisors of one folder the second is refused. A dead one's lock is taken over: at once on the same machine,
 * after up to 10 s without a beat when it ran in another container.
 */
export async function takeLock(path: string, watchMs = WATCH_MS): Promise<Lock | HeldBy> {
  const mine = JSON.stringify(ourselves())
  for (;;) {
    if (placed(path, mine)) return hold(path, mine)
    const theirs = read(path)
    if (theirs === null) continue
    const living = await livingHolder(path, theirs, watchMs)
    if (living !== null) return { heldBy: living }
    takeAway(path, theirs)
  }
}

/** Written whole beside it, then linked: nobody ever reads half a lock. False when there is one. */
function placed(path: string, mine: string): boolean {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, mine)
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft)
  }
}

function hold(path: string, mine: string): Lock {
  const beat = setInterval(() => {
    const now = new Date()
    try {
      utimesSync(path, now, now)
    } catch {
      // Without its file the lock still stands in PostgreSQL's own postmaster.pid.
    }
  }, BEAT_MS).unref()
  const release = (): void => {
    clearInterval(beat)
    process.off('exit', release)
    if (read(path) === mine) rmSync(path, { force: true })
  }
  process.on('exit', release)
  return { release }
}

/** In words; null when dead. */
async function livingHolder(path: string, theirs: string, watchMs: number): Promise<string | null> {
  const { pid, began, where } = parse(theirs)
  const name = `process ${pid}`
  if (where === ourselves().where) return processOf(pid)?.began === began ? name : null
  const before = beatOf(path)
  if (before === null || Date.now() - before > SURELY_DEAD_MS) return null
  for (const end = Date.now() + watchMs; Date.now() < end; await pause(100))
    if (beatOf(path) !== before) return `${name} in another container or machine`
  return null
}

/** Two may do so at once: whoever finds that it took away another's fresh lock puts it back. */
function takeAway(path: string, dead: string): void {
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  try {
    renameSync(path, aside)
    if (read(aside) !== dead) linkSync(aside, path)
  } catch {
    // Somebody was faster; the next round sees what stands there now.
  } finally {
    rmSync(aside, { force: true })
  }
}

function ourselves(): Holder {
  return { pid: process.pid, began: processOf(process.pid)?.began ?? '', where: whereWeAre() }
}

function whereWeAre(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${hostname()} ${boot} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function beatOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null
}

/** Somebody's own words in the file are a holder that never lived. */
function parse(text: string): Holder {
  try {
    const { pid, began, where } = JSON.parse(text) as Holder
    return { pid, began, where }
  } catch {
    return { pid: 0, began: 'never', where: whereWeAre() }
  }
}
