import { readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { processOf } from './process-of.ts'

/** What PostgreSQL writes about itself into `postmaster.pid` of its data folder. */
export interface PidFile {
  readonly pid: number
  readonly port: number
  /** The folder of its socket, or an address when it has none; empty while it starts. */
  readonly host: string
}

/** Null when there is none; throws what the system says when we may not look. */
export function readPidFile(data: string): PidFile | null {
  let lines: readonly string[]
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  // 1 pid, 2 data folder, 3 when it began, 4 port, 5 socket folder, 6 address, 7 shared memory, 8 state.
  const [pid = '', , , port = '', socket = '', address = ''] = lines
  return { pid: Math.abs(Number.parseInt(pid, 10)), port: Number.parseInt(port, 10), host: socket || address }
}

/** Whether the process named there is a PostgreSQL serving this folder: an id may belong to somebody else by now. */
export function servesData(pid: number, data: string): boolean {
  const seen = processOf(pid)
  if (seen === null) return false
  // Nothing to see (Windows, hidden processes): believe the file.
  if (seen.command === '') return true
  if (!/post(gres|master)/.test(seen.command)) return false
  return seen.folder === null ? seen.command.includes(data) : seen.folder === realpathSync(data)
}

// Above any process id of Linux (2^22), macOS or Windows in use: PostgreSQL sees that nobody has it.
const NOBODY = 2 ** 31 - 1

/**
 * Puts an id nobody has into a dead server's file. PostgreSQL takes a file of a dead process for stale by itself, but
 * not when another process of the same user has that id now (usual in containers), nor when it is a zombie. The file
 * stays: its 7th line lets PostgreSQL notice that children of the dead server still hold its shared memory.
 */
export function disarmPidFile(data: string): void {
  const path = join(data, 'postmaster.pid')
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^-?\d+/, String(NOBODY)))
}
