import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync } from 'node:fs'

/** A living process, as far as the system lets us see it. */
export interface ProcessSeen {
  /** Tells two processes apart that had the same id; empty where the system does not say. */
  readonly began: string
  /** The program and its arguments; empty where the system does not say. */
  readonly command: string
  /** The folder it stands in; null where the system does not say. */
  readonly folder: string | null
}

/** Null when there is none, or only a zombie: dead, but not yet buried by a parent that does not wait for it. */
export function processOf(pid: number): ProcessSeen | null {
  if (!Number.isInteger(pid) || pid <= 0) return null
  if (existsSync('/proc/self/stat')) return inProc(pid)
  return process.platform === 'win32' ? unseen(pid) : inPs(pid)
}

function inProc(pid: number): ProcessSeen | null {
  const stat = said(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  // Processes of others are hidden on some machines.
  if (stat === null) return unseen(pid)
  // The name stands in brackets and may hold spaces; then come state (3rd field) and, as 22nd, when it began, in ticks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  const command = said(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? ''
  return {
    began: fields[19] ?? '',
    command: command.replaceAll('\0', ' ').trim(),
    folder: said(() => readlinkSync(`/proc/${pid}/cwd`)),
  }
}

function inPs(pid: number): ProcessSeen | null {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], { encoding: 'utf8' })
  const found = /^\s*(\S+)\s+((?:\S+\s+){4}\S+)\s+(.*)$/m.exec(stdout ?? '')
  if (found === null) return null
  const [, state = '', began = '', command = ''] = found
  return state.startsWith('Z') ? null : { began, command, folder: null }
}

function unseen(pid: number): ProcessSeen | null {
  return answersSignals(pid) ? { began: '', command: '', folder: null } : null
}

/** True also for a zombie and for a process of another user. */
export function answersSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function said(read: () => string): string | null {
  try {
    return read()
  } catch {
    return null
  }
}
