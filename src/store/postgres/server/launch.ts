import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'

import type { Binaries } from '../binaries/version.ts'
import type { Account } from '../cluster/account.ts'
import type { Home } from '../cluster/home.ts'
import { give } from '../cluster/reach.ts'
import { memoryHere, writeSettings } from '../cluster/settings.ts'
import { clearSocket } from '../cluster/socket.ts'
import { type Refused, refused } from '../refused.ts'
import { askUntilReady } from './ask.ts'
import { type Address, type Connection, connectionTo } from './connection.ts'
import { endPostmaster, type Postmaster, spawnPostmaster } from './postmaster.ts'

/** All that is needed to start the server of one home, again and again. */
export interface Site {
  readonly home: Home
  readonly account: Account | null
  readonly binaries: Binaries
  readonly address: Address
  /** False only in tests. */
  readonly durable: boolean
  readonly log: (what: string, fields: Readonly<Record<string, unknown>>) => void
}

/** A server that answers. */
export interface Up {
  readonly postmaster: Postmaster
  readonly connection: Connection
  readonly version: string
  /** False the first time, and after a first start that was cut short. */
  readonly hasDatabase: boolean
}

/**
 * Starts PostgreSQL over existing data and waits until it answers: minutes after a crash with much to recover. Only to
 * be called by who holds the lock and has seen that no server is alive.
 * @param cancel ends it while it is starting
 */
export async function launch(site: Site, cancel: AbortSignal): Promise<Up | Refused> {
  const { home, account, binaries, address } = site
  const connection = connectionTo(address, home)
  if ('problems' in connection) return connection
  clearSocket(address)
  writeSettings({ data: home.data, account }, { address, memoryBytes: memoryHere(), durable: site.durable })
  const log = openLog(home, account)
  const from = statSync(home.log).size
  const postmaster = spawnPostmaster({ binaries, account, data: home.data, log })
  closeSync(log)
  const end = (): Promise<void> => endPostmaster({ postmaster, binaries, data: home.data })
  const onCancel = (): void => void end()
  cancel.addEventListener('abort', onCancel)
  const answer = await askUntilReady(connection, postmaster.hasEnded)
  cancel.removeEventListener('abort', onCancel)
  if (answer.answer === 'ready') return { ...answer, postmaster, connection }
  await end()
  const how = answer.answer === 'refused' ? `it refused us: ${answer.said}` : await postmaster.ended
  return notUp(home, `${how}${lastWords(home, from)}`)
}

// Kept once under `.1`: enough to look a month back, since PostgreSQL says little.
const FULL_BYTES = 10 * 1024 * 1024

function openLog(home: Home, account: Account | null): number {
  if (existsSync(home.log) && statSync(home.log).size > FULL_BYTES) renameSync(home.log, `${home.log}.1`)
  const log = openSync(home.log, 'a', 0o600)
  give(account, home.log)
  return log
}

/** The first thing it called fatal since then; what follows is mostly its consequence. */
function lastWords(home: Home, from: number): string {
  const lines = readFileSync(home.log).subarray(from).toString().trim().split('\n')
  const said = lines.find((line) => /\b(FATAL|PANIC)\b/.test(line)) ?? lines.at(-1) ?? ''
  return said === '' ? '' : `; its last words: ${said.replace(/^.*?(FATAL|PANIC): +/, '')}`
}

function notUp(home: Home, how: string): Refused {
  return refused('postgres-not-up', home.log, {
    reason: `PostgreSQL did not come up: ${how}.`,
    mend: 'Mend what it names and start again; this file says more.',
  })
}
