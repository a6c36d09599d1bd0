import { writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'

import type { Address } from '../server/connection.ts'
import type { Account } from './account.ts'
import { give } from './reach.ts'

export interface SettingsWanted {
  readonly address: Address
  readonly memoryBytes: number
  /** False only in tests: a power loss then loses the database. */
  readonly durable: boolean
}

/** Included by postgresql.conf; what somebody sets by `alter system` is read later and wins. */
export const SETTINGS_FILE = 'troth.conf'

const MB = 1024 * 1024
const GB = 1024 * MB

/** Ours, written anew at each start; everything else (autovacuum too) stays as PostgreSQL has it. */
export function settingsText({ address, memoryBytes, durable }: SettingsWanted): string {
  const bySocket = address.host.startsWith('/')
  return [
    '# Written by Troth at each start. Your own settings: alter system set … (they win).',
    // Nobody from the network: unix socket in a closed folder, or loopback where there are no sockets.
    `listen_addresses = ${quoted(bySocket ? '' : address.host)}`,
    `unix_socket_directories = ${quoted(bySocket ? address.host : '')}`,
    'unix_socket_permissions = 0700',
    `port = ${address.port}`,
    'max_connections = 50',
    `shared_buffers = ${sharedBuffers(memoryBytes)}`,
    'max_wal_size = 2GB',
    // pglz and not lz4, which npm's build lacks.
    'wal_compression = pglz',
    // Our statements are short; compiling one takes longer than running it.
    'jit = off',
    `fsync = ${durable ? 'on' : 'off'}`,
    `synchronous_commit = ${durable ? 'on' : 'off'}`,
    `full_page_writes = ${durable ? 'on' : 'off'}`,
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    'log_checkpoints = off',
    "cluster_name = 'troth'",
    '',
  ].join('\n')
}

function sharedBuffers(memoryBytes: number): string {
  if (memoryBytes >= 2 * GB) return '256MB'
  return memoryBytes >= 512 * MB ? '96MB' : '32MB'
}

/** In postgresql.conf a quote and a backslash are written twice. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

export interface SettingsPlace {
  readonly data: string
  readonly account: Account | null
}

export function writeSettings({ data, account }: SettingsPlace, wanted: SettingsWanted): void {
  const path = join(data, SETTINGS_FILE)
  writeFileSync(path, settingsText(wanted), { mode: 0o600 })
  give(account, path)
}

/** What this process may use: in a container less than the machine has. */
export function memoryHere(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}
