import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'

import { type Binaries, program } from '../binaries/version.ts'
import type { Account } from '../cluster/account.ts'
import { asAccount, runAs } from '../run.ts'
import { answersSignals, processOf } from './process-of.ts'

/** The first process of a PostgreSQL server, ours or one we found. */
export interface Postmaster {
  /** 0 when it could not be started. */
  readonly pid: number
  /** How it ended, in words. */
  readonly ended: Promise<string>
  readonly hasEnded: () => boolean
}

export interface Spawn {
  readonly binaries: Binaries
  readonly account: Account | null
  readonly data: string
  /** An open file for what it says. */
  readonly log: number
}

/**
 * In a process group of its own: Ctrl-C in a terminal reaches every process of the group, and the database must outlive
 * what Troth still has to write. This process may end without waiting for it, but asks it to go first.
 */
export function spawnPostmaster({ binaries, account, data, log }: Spawn): Postmaster {
  try {
    const child = spawn(program(binaries.folder, 'postgres'), ['-D', data], {
      ...asAccount(account),
      detached: true,
      stdio: ['ignore', log, log],
    })
    child.unref()
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(`it could not be started: ${error.message}`))
      child.once('exit', (code, signal) => resolve(signal === null ? `it ended with code ${code}` : `it got ${signal}`))
    })
    return endWithUs(child.pid ?? 0, ended)
  } catch (error) {
    // What is not allowed (EACCES, EPERM) is thrown, what is not there (ENOENT) comes as an event.
    return endWithUs(0, Promise.resolve(`it could not be started: ${String(error)}`))
  }
}

// A found server is no child of ours, so nobody tells us of its end.
const LOOK_EVERY_MS = 250

export function adoptPostmaster(pid: number): Postmaster {
  const began = processOf(pid)?.began
  const ended = new Promise<string>((resolve) => {
    const look = setInterval(() => {
      const now = processOf(pid)
      if (now !== null && now.began === began) return
      clearInterval(look)
      resolve('it is gone')
    }, LOOK_EVERY_MS).unref()
  })
  return endWithUs(pid, ended)
}

function endWithUs(pid: number, ended: Promise<string>): Postmaster {
  let over = pid === 0
  const onExit = (): void => signal(pid, 'SIGINT')
  process.on('exit', onExit)
  const known = ended.then((how) => {
    over = true
    process.off('exit', onExit)
    return how
  })
  return { pid, ended: known, hasEnded: () => over }
}

// A fast shutdown writes what is in memory to disk: up to 2 GB of it, on slow disks.
const PATIENCE_MS = 60_000

export interface End {
  readonly postmaster: Postmaster
  readonly binaries: Binaries
  readonly data: string
}

/** Breaks off what clients are doing and shuts down in order; after a minute without order: the next start recovers. */
export async function endPostmaster({ postmaster, binaries, data }: End): Promise<void> {
  if (postmaster.hasEnded()) return
  // Windows has no signals: there a kill would be a crash.
  if (process.platform === 'win32')
    await runAs(null, program(binaries.folder, 'pg_ctl'), ['stop', '-D', data, '-m', 'fast'])
  else signal(postmaster.pid, 'SIGINT')
  if (await within(postmaster.ended, PATIENCE_MS)) return
  signal(postmaster.pid, 'SIGQUIT')
  await within(postmaster.ended, PATIENCE_MS)
}

async function within(pending: Promise<unknown>, ms: number): Promise<boolean> {
  const cancel = new AbortController()
  const late = pause(ms, false, { signal: cancel.signal }).catch(() => false)
  const done = await Promise.race([pending.then(() => true), late])
  cancel.abort()
  return done
}

function signal(pid: number, name: NodeJS.Signals): void {
  if (pid > 0 && answersSignals(pid) && process.platform !== 'win32') process.kill(pid, name)
}
