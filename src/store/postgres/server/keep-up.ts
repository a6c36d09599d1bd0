import { setTimeout as pause } from 'node:timers/promises'

import type { Refused } from '../refused.ts'
import { bringUp } from './bring-up.ts'
import type { Site, Up } from './launch.ts'
import { endPostmaster } from './postmaster.ts'

/** The server ended without being asked to; it is being started again. */
export interface Death {
  readonly pid: number
  /** In words. */
  readonly how: string
  /** Settles when it answers again (true), or when Troth was stopped first (false). */
  readonly back: Promise<boolean>
}

export type DeathListener = (death: Death) => void

export interface Kept {
  /** Ends the server in order; twice is once. */
  readonly stop: () => Promise<void>
  /** Answers how to listen no more. */
  readonly onDeath: (listener: DeathListener) => () => void
}

interface Keeping {
  readonly site: Site
  readonly listeners: Set<DeathListener>
  readonly stopping: AbortController
  up: Up
}

const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 30_000
// Whoever lives that long is well: the next death waits from the beginning.
const WELL_AFTER_MS = 60_000

/** Watches the server and starts it again, at once the first time, then ever more seldom. */
export function keepUp(site: Site, up: Up): Kept {
  const keeping: Keeping = { site, listeners: new Set(), stopping: new AbortController(), up }
  const watched = watch(keeping)
  let stopped: Promise<void> | undefined
  return {
    stop: () => (stopped ??= stop(keeping, watched)),
    onDeath: (listener) => {
      keeping.listeners.add(listener)
      return () => void keeping.listeners.delete(listener)
    },
  }
}

async function watch(keeping: Keeping): Promise<void> {
  const { site, stopping } = keeping
  let deaths = 0
  for (;;) {
    const began = Date.now()
    const { pid, ended } = keeping.up.postmaster
    const how = await ended
    if (stopping.signal.aborted) return
    deaths = Date.now() - began > WELL_AFTER_MS ? 1 : deaths + 1
    site.log('postgres.died', { pid, how, deaths })
    const back = startAgain(keeping, deaths)
    for (const listener of keeping.listeners) listener({ pid, how, back })
    if (!(await back)) return
  }
}

/** False when it was stopped meanwhile. */
async function startAgain(keeping: Keeping, deaths: number): Promise<boolean> {
  const { signal } = keeping.stopping
  for (let tries = deaths; ; tries++) {
    await pause(waitMs(tries), undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return false
    const up = await tryOnce(keeping)
    if (!('problems' in up)) {
      keeping.up = up
      keeping.site.log('postgres.back', { pid: up.postmaster.pid, version: up.version })
      return true
    }
    if (signal.aborted) return false
    keeping.site.log('postgres.not-back', { reason: up.problems[0]?.reason, tries })
  }
}

export const waitMs = (tries: number): number => Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS)

/** A full disk or a lost folder is thrown; it may be mended while we wait. */
async function tryOnce({ site, stopping }: Keeping): Promise<Up | Refused> {
  try {
    return await bringUp(site, stopping.signal)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { problems: [{ level: 'error', code: 'postgres-not-up', place: {}, reason, mend: '' }] }
  }
}

async function stop(keeping: Keeping, watched: Promise<void>): Promise<void> {
  keeping.stopping.abort()
  const { binaries, home } = keeping.site
  await endPostmaster({ postmaster: keeping.up.postmaster, binaries, data: home.data })
  await watched
  // One that came up in the very moment of stopping.
  await endPostmaster({ postmaster: keeping.up.postmaster, binaries, data: home.data })
}
